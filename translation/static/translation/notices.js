// What concerns the whole page: a login that has run out, a lost connection, texts found again.

const element = (name) => document.getElementById(`notice-${name}`)

const WHILE = 7000

export class Notices {
  show(name, isShown) {
    element(name).hidden = !isShown
  }

  // Whether it is only a login that is missing, or another's that is in the way.
  showLogin(isOther) {
    for (const one of element("login").querySelectorAll("[data-other]")) {
      one.hidden = (one.dataset.other === "yes") !== isOther
    }
  }

  // A short sentence in sight for a while: why a key or a button did nothing.
  tell(sentence) {
    clearTimeout(this.timer)
    element("told").textContent = sentence
    this.show("told", true)
    this.timer = setTimeout(() => this.show("told", false), WHILE)
  }

  // What has left the page can be brought back, until something else leaves it.
  offerUndo(sentence, undo) {
    element("undo").querySelector("[data-sentence]").textContent = sentence
    element("undo").querySelector("[data-undo]").onclick = () => {
      this.show("undo", false)
      undo()
    }
    this.show("undo", true)
  }

  // A text that the page has no field for; `row`, where it is known, is the one it was written in.
  addHomeless(kept, drop, row) {
    const template = document.getElementById("template-homeless")
    const item = template.content.cloneNode(true).firstElementChild
    const where = item.querySelector("[data-where]")
    where.hidden = !row
    if (row) {
      where.firstChild.textContent = nameOf(row.element)
      where.firstChild.href = `#${row.key}`
      where.firstChild.addEventListener("click", (event) => {
        event.preventDefault()
        row.element.scrollIntoView({ block: "center" })
        row.element.focus({ preventScroll: true })
      })
    }
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

// What a row is, and how its source begins.
function nameOf(element) {
  const words = element.querySelector(".segment-words").textContent.trim()
  const start = words.length > 60 ? `${words.slice(0, 60).replace(/\s+\S*$/, "")} …` : words
  return `${element.querySelector(".segment-label").textContent}: ${start}`
}

// Links that lead out of the page open beside it: nobody loses their place.
export function outward(holder) {
  for (const link of holder.querySelectorAll(".segment-words a, .segment-text a")) {
    link.target = "_blank"
    link.rel = "noopener"
  }
}

// Parsed in a document of its own, where nothing is loaded or run.
export const plainText = (html) =>
  new DOMParser().parseFromString(html, "text/html").body.textContent
