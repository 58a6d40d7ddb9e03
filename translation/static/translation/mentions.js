// After an @ in a text field: the people whose name goes on as one types, chosen by arrow keys and
// Enter, or by a click.
//
//   GET …/people/ → {people: [names]}

import { look } from "./requests.js";
import { filled, texts } from "./texts.js";

const MOST = 6
const BEGUN = /(?:^|[\s(])@([^\s@]*(?: [^\s@]+)?)$/

export class Mentions {
  constructor(field, list, url, page) {
    this.field = field
    this.list = list
    this.url = url
    this.page = page
    this.at = 0
    this.turn = 0
    field.addEventListener("input", () => this.typed())
    field.addEventListener("blur", () => this.close())
    list.addEventListener("mousedown", (event) => {
      event.preventDefault()
      const item = event.target.closest("li")
      if (item) this.put(item.textContent)
    })
  }

  // The cursor may have gone elsewhere since the list was opened.
  get isOpen() {
    return !this.list.hidden && this.begun !== undefined
  }

  get begun() {
    return this.field.value.slice(0, this.field.selectionStart).match(BEGUN)?.[1]
  }

  // What was asked before the list was closed, or before the next letter, opens it no more.
  async typed() {
    const turn = ++this.turn
    if (this.begun === undefined) return this.close()
    try {
      this.asked ??= look(this.url)
      this.people = (await this.asked).people
    } catch {
      this.asked = null
      return
    }
    const { begun } = this
    if (turn !== this.turn || begun === undefined) return
    const words = begun.toLocaleLowerCase()
    const found = this.people.filter((name) => goesOn(name.toLocaleLowerCase(), words))
    this.fill(found.slice(0, MOST))
  }

  fill(names) {
    if (!names.length) return this.close()
    this.list.replaceChildren(
      ...names.map((name, place) => {
        const item = document.createElement("li")
        item.id = `note-person-${place}`
        item.setAttribute("role", "option")
        item.textContent = name
        return item
      }),
    )
    this.list.hidden = false
    this.field.setAttribute("aria-expanded", "true")
    this.list.scrollIntoView({ block: "nearest" })
    this.choose(0)
    this.page.announce(filled(texts.people, { number: names.length }))
  }

  choose(place) {
    const items = [...this.list.children]
    this.at = (place + items.length) % items.length
    items.forEach((item, number) => item.setAttribute("aria-selected", number === this.at))
    this.field.setAttribute("aria-activedescendant", items[this.at].id)
  }

  close() {
    this.turn += 1
    this.list.hidden = true
    this.field.setAttribute("aria-expanded", "false")
    this.field.removeAttribute("aria-activedescendant")
  }

  put(name) {
    const end = this.field.selectionStart
    const start = end - this.begun.length
    this.field.setRangeText(`${name} `, start, end, "end")
    this.close()
  }

  // Says whether the key was for the list.
  key(event) {
    if (!this.isOpen || event.target !== this.field) return false
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const act = {
      ArrowDown: () => this.choose(this.at + 1),
      ArrowUp: () => this.choose(this.at - 1),
      Enter: () => this.put(this.list.children[this.at].textContent),
      Tab: () => this.put(this.list.children[this.at].textContent),
      Escape: () => this.close(),
    }[event.key]
    if (!act) return false
    event.preventDefault()
    event.stopPropagation()
    act()
    return true
  }
}

// From the beginning of any of its words: "nord" finds Kari Nordmann.
const goesOn = (name, words) =>
  name.startsWith(words) || name.split(/[\s-]+/).some((_word, place, all) => all.slice(place).join(" ").startsWith(words))
