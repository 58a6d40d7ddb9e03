// What concerns the whole page: a login that has run out, a lost connection, texts found again.

const element = (name) => document.getElementById(`notice-${name}`)

export class Notices {
  show(name, isShown) {
    element(name).hidden = !isShown
  }

  // A text whose segment the page no longer has.
  addHomeless(kept, drop) {
    const template = document.getElementById("template-homeless")
    const item = template.content.cloneNode(true).firstElementChild
    item.querySelector("[data-mine]").textContent = plainText(kept.text)
    item.querySelector("[data-choose]").addEventListener("click", () => {
      drop()
      item.remove()
      this.show("homeless", element("homeless").querySelector("li") !== null)
    })
    element("homeless").querySelector("ul").append(item)
    this.show("homeless", true)
  }
}

// Parsed in a document of its own, where nothing is loaded or run.
export const plainText = (html) =>
  new DOMParser().parseFromString(html, "text/html").body.textContent
