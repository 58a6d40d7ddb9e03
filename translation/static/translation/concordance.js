// How words were translated before: opened by key, with what is selected; asked for as one types. The
// arrow keys go through what was found, and Enter puts the translation into the row one came from.
//
//   GET …/concordance/?q= → {hits: [{source, target, text, origin_label, by, on, where}], more}
//
// `source` and `target` are HTML that is escaped there, with what was found in `mark`.

import { look } from "./requests.js";
import { filled, texts } from "./texts.js";

const REST = 350
const SHORTEST = 2

export class Concordance {
  constructor(page, dialog) {
    this.page = page
    this.dialog = dialog
    this.input = dialog.querySelector("input")
    this.list = dialog.querySelector("ol")
    this.said = dialog.querySelector("[data-said]")
    this.asked = ""
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.search(), REST)
    })
    dialog.addEventListener("keydown", (event) => this.pressed(event))
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-put]")
      if (button) this.put(button)
    })
    const opener = document.querySelector("[data-concordance]")
    // The row keeps the cursor.
    opener.addEventListener("mousedown", (event) => event.preventDefault())
    opener.addEventListener("click", () => this.open())
  }

  open() {
    const { activeElement } = document
    const { rows } = this.page
    this.row = rows.find((row) => row.element.contains(activeElement)) ?? this.page.current
    const chosen = selected(activeElement)
    if (chosen) this.input.value = chosen
    this.dialog.showModal()
    this.input.focus()
    this.input.select()
    this.search()
  }

  async search() {
    clearTimeout(this.timer)
    const words = this.input.value.trim()
    if (words === this.asked) return
    this.asked = words
    let answer = { hits: [], more: false }
    if (words.length >= SHORTEST) {
      try {
        answer = await look(this.dialog.dataset.url, { q: words })
      } catch {
        if (this.asked !== words) return // Something else is looked for by now.
        this.say(texts.notDone)
        this.asked = ""
        return
      }
    }
    if (this.asked !== words) return
    this.list.replaceChildren(...answer.hits.map(itemOf))
    // Where one may only read, there is nowhere to put it.
    if (this.row && !this.row.field) {
      for (const button of this.list.querySelectorAll("[data-put]")) button.ariaDisabled = "true"
    }
    const number = answer.hits.length
    if (words.length < SHORTEST) this.say("")
    else this.say(number ? filled(answer.more ? texts.moreHits : texts.hits, { number }) : texts.noHit)
  }

  say(sentence) {
    this.said.textContent = sentence
  }

  pressed(event) {
    const buttons = [...this.list.querySelectorAll("[data-put]")]
    const at = buttons.indexOf(document.activeElement)
    if (event.key === "ArrowDown") (buttons[at + 1] ?? buttons.at(-1))?.focus()
    else if (event.key === "ArrowUp") (at > 0 ? buttons[at - 1] : this.input).focus()
    // A search field would only be emptied.
    else if (event.key === "Escape") this.dialog.close()
    else if (event.key === "Enter" && document.activeElement === this.input) this.search()
    else return
    event.preventDefault()
  }

  put(button) {
    if (!this.row || button.ariaDisabled === "true") return
    // At the cursor, which is where it was.
    this.dialog.close()
    this.row.field.insert(button.dataset.put)
  }
}

// What is selected on the page, or in a field of plain text.
function selected(field) {
  const { value, selectionStart, selectionEnd } = field
  const text = value === undefined ? String(getSelection()) : value.slice(selectionStart, selectionEnd)
  return text.trim().replace(/\s+/g, " ").slice(0, 200)
}

function itemOf(hit) {
  const template = document.getElementById("template-hit")
  const item = template.content.cloneNode(true).firstElementChild
  item.querySelector("[data-put]").dataset.put = hit.text
  item.querySelector("[data-source]").innerHTML = hit.source
  item.querySelector("[data-target]").innerHTML = hit.target
  const from = [hit.origin_label, hit.by, hit.on, hit.where]
  item.querySelector("[data-from]").textContent = from.filter(Boolean).join(" · ")
  return item
}
