// What the texts of the row at hand have been, asked for while it is unfolded. A text that is brought
// back is put into the editor and saved as if it had been typed.
//
//   POST …/past/ {key, token} → {html, more}

import { ask, Refused } from "./requests.js";
import { texts } from "./texts.js";

export class Past {
  constructor(page, url) {
    this.page = page
    this.url = url
    this.holder = document.getElementById("aid-past")
    this.details = this.holder.querySelector("details")
    this.list = this.holder.querySelector("ol")
    this.older = this.holder.querySelector("[data-more]")
    this.details.addEventListener("toggle", () => {
      if (this.details.open && this.row && this.asked !== this.row) this.fetch("")
    })
    this.older.addEventListener("click", () => this.fetch(this.older.value))
    this.list.addEventListener("click", (event) => {
      const { text } = event.target.closest("[data-text]")?.dataset ?? {}
      if (text !== undefined) this.bringBack(text)
    })
    this.holder.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.row) return
      event.preventDefault()
      this.row.focus()
    })
  }

  show(row) {
    this.row = row
    if (this.details.open) this.fetch("")
    else this.empty()
  }

  // By key: the first text that can be brought back is at hand.
  async open(row) {
    this.page.side.show("aids")
    this.row = row
    this.details.open = true
    await this.fetch("")
    this.first.focus()
  }

  get first() {
    return this.list.querySelector("button") ?? this.list
  }

  empty() {
    this.asked = null
    this.list.replaceChildren()
    this.older.hidden = true
  }

  async fetch(token) {
    const { row } = this
    this.asked = row
    let answer
    try {
      answer = await ask(this.url, { key: row.key, token })
    } catch (error) {
      if (!token) this.empty()
      this.page.refuse(error instanceof Refused ? error.message : texts.notDone)
      return
    }
    if (row !== this.row) return
    const place = this.list.childElementCount
    const isHeld = !token && this.list.contains(document.activeElement)
    if (token) this.list.insertAdjacentHTML("beforeend", answer.html)
    else this.list.innerHTML = answer.html
    this.older.hidden = !answer.more
    this.older.value = answer.more
    if (isHeld) this.first.focus()
    if (token) (this.list.children[place]?.querySelector("button") ?? this.older).focus()
  }

  bringBack(text) {
    const { row } = this
    row.replace(text)
    row.focus()
    row.save()
    this.page.announce(texts.broughtBack)
  }
}
