// Texts as they are compared when something is looked for: whatever the case, with any white space as
// one space ("4 200" has a hard one) and without what is not seen (soft hyphens).

const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/

// `places` tells of each letter of the folded text where it stands in the text.
export function folded(text) {
  let found = ""
  const places = []
  for (let at = 0; at < text.length; at += 1) {
    if (UNSEEN.test(text[at])) continue
    const isSpace = /\s/.test(text[at])
    if (isSpace && found.endsWith(" ")) continue
    for (const letter of isSpace ? " " : text[at].toLocaleLowerCase()) {
      found += letter
      places.push(at)
    }
  }
  return { text: found, places }
}
