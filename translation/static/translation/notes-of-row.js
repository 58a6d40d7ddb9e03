// Notes on the row at hand: read, written, answered, resolved. A note that is not sent yet stays with
// its row while the page is open.
//
//   POST …/notes/ {key}; …/note/ {key, text, token}; …/settle/ {key, token, code} → {key, html, open}

import { Mentions } from "./mentions.js";
import { ask, LoggedOut, Refused } from "./requests.js";
import { texts } from "./texts.js";

export class Notes {
  constructor(page, { notesUrl, noteUrl, settleUrl, peopleUrl }) {
    this.page = page
    this.urls = { notes: notesUrl, note: noteUrl, settle: settleUrl }
    this.holder = document.getElementById("aid-notes")
    this.list = this.holder.querySelector("[data-threads]")
    this.begin = this.holder.querySelector("[data-begin]")
    this.form = this.holder.querySelector("form")
    this.text = this.form.querySelector("textarea")
    this.error = this.form.querySelector(".note-error")
    this.drafts = new Map()
    this.mentions = new Mentions(this.text, this.form.querySelector("ul"), peopleUrl, page)
    this.begin?.addEventListener("click", () => this.write(""))
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.send()
    })
    this.form.querySelector("[data-cancel]").addEventListener("click", () => this.cancel())
    this.list.addEventListener("click", (event) => this.pressed(event.target))
    this.holder.addEventListener("keydown", (event) => this.key(event))
    page.list.addEventListener("click", (event) => this.clicked(event.target))
  }

  show(row) {
    if (row !== this.row) {
      this.keepDraft()
      this.row = row
      this.list.replaceChildren()
      this.fold()
      const draft = this.drafts.get(row.key)
      if (draft) this.unfold(draft.thread, draft.text)
    }
    this.fetch(row)
  }

  // By key: where one writes, or else what there is to read.
  async open(row) {
    this.page.side.show("aids")
    if (row !== this.row) this.show(row)
    if (this.begin) return this.write(this.form.dataset.thread ?? "")
    await this.fetch(row)
    const first = this.list.querySelector("button, summary")
    if (first) first.focus()
    else this.page.refuse(texts.noNotesHere)
  }

  async fetch(row) {
    try {
      this.take(row, await ask(this.urls.notes, { key: row.key }))
    } catch {
      // The row itself tells of a lost connection or login; a new one has no notes.
    }
  }

  take(row, answer) {
    showNumber(row.element, answer.open)
    this.page.rowChanged()
    if (row !== this.row) return
    const held = this.list.contains(document.activeElement)
    this.list.innerHTML = answer.html
    if (held) this.list.querySelector("button, summary")?.focus()
    if (this.begin) this.begin.hidden = !this.form.hidden
  }

  write(thread, text = this.text.value) {
    this.unfold(thread, text)
    this.text.focus({ preventScroll: true })
    this.form.scrollIntoView({ block: "nearest" })
    this.text.setSelectionRange(this.text.value.length, this.text.value.length)
  }

  unfold(thread, text) {
    this.form.dataset.thread = thread
    this.text.value = text
    this.form.hidden = false
    this.error.hidden = true
    if (this.begin) this.begin.hidden = true
  }

  fold() {
    this.form.hidden = true
    this.form.dataset.thread = ""
    this.text.value = ""
    this.mentions.close()
    if (this.begin) this.begin.hidden = !this.row
  }

  keepDraft() {
    if (!this.row) return
    if (this.form.hidden || !this.text.value.trim()) this.drafts.delete(this.row.key)
    else this.drafts.set(this.row.key, { thread: this.form.dataset.thread, text: this.text.value })
  }

  cancel() {
    this.fold()
    this.row.focus()
  }

  pressed(target) {
    const thread = target.closest("[data-thread]")
    if (target.closest("[data-answer]")) {
      const { last } = thread.dataset
      this.write(thread.dataset.thread, last ? `@${last} ` : "")
    }
    const act = target.closest("[data-settle]")?.dataset.settle
    if (act) this.settle(this.row.key, thread.dataset.thread, act)
  }

  // In the rows: the number of a row's notes, and notes whose row is gone.
  clicked(target) {
    const act = target.closest("[data-settle]")?.dataset.settle
    if (act) {
      const lost = target.closest(".lost-note")
      this.settle(lost.dataset.key, target.closest("[data-thread]").dataset.thread, act, lost)
    } else if (target.closest("[data-noted]")) {
      const element = target.closest(".segment")
      const row = this.page.rows.find((one) => one.element === element)
      if (row) {
        this.page.enter(row)
        this.page.side.show("aids")
        this.holder.scrollIntoView({ block: "nearest" })
      }
    }
  }

  // Once, however often one presses while it is under way.
  async send() {
    if (this.isSending) return
    const { row } = this
    const { thread } = this.form.dataset
    this.isSending = true
    const answer = await this.ask("note", { key: row.key, text: this.text.value, token: thread })
    this.isSending = false
    if (!answer) return
    this.drafts.delete(row.key)
    if (row === this.row) this.fold()
    this.take(row, answer)
    this.page.announce(texts.noteSent)
    if (row === this.row) row.focus()
  }

  async settle(key, thread, code, lost) {
    const { row } = this
    const answer = await this.ask("settle", { key, token: thread, code })
    if (!answer) return
    this.page.announce(code === "resolve" ? texts.noteResolved : texts.noteReopened)
    if (lost) lost.remove()
    else this.take(row, answer)
  }

  async ask(name, question) {
    this.error.hidden = true
    try {
      return await ask(this.urls[name], question)
    } catch (error) {
      const isTold = error instanceof Refused
      const sentence = isTold ? error.message : texts[error instanceof LoggedOut ? "noteLogin" : "noteLost"]
      this.error.textContent = sentence
      this.error.hidden = false
      this.page.announce(sentence)
      return null
    }
  }

  key(event) {
    if (this.mentions.key(event)) return
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.form.contains(event.target)) {
      event.preventDefault()
      this.send()
    } else if (event.key === "Escape" && this.row) {
      event.preventDefault()
      this.row.focus()
    }
  }
}

function showNumber(element, number) {
  const button = element.querySelector("[data-noted]")
  if (!button) return
  button.querySelector("[data-number]").textContent = number
  button.hidden = !number
  const found = new Set(element.dataset.found.split(" ").filter(Boolean))
  found[number ? "add" : "delete"]("noted")
  element.dataset.found = [...found].join(" ")
}
