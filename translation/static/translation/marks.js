// The marks of a text, in order: strong, em, and links with their address.

export function marksOf(html) {
  const text = new DOMParser().parseFromString(html, "text/html")
  return [...text.body.querySelectorAll("strong, em, a")].map((element) => ({
    tag: element.localName,
    href: element.getAttribute("href"),
    text: element.textContent,
  }))
}

// Those of the source that the translation has none for yet: of each kind, the ones past as many as
// stand there. Addresses are not compared; they may rightly lead to another language.
export function missing(source, target) {
  const left = Map.groupBy(marksOf(target), (mark) => mark.tag)
  return marksOf(source).filter((mark) => !left.get(mark.tag)?.shift())
}
