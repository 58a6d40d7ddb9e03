// One segment: its editor, when it is saved, and what is said when it cannot be.
//
// `state` is one of: clean, unsaved, saving, failed (no connection), logged-out, refused (the
// server said no; nothing is sent again until the text changes or the person asks) and conflict.

import { MarkedField } from "./marked-field.js";
import { plainText } from "./notices.js";
import { PlainField } from "./plain-field.js";
import { LoggedOut, Refused, ask } from "./requests.js";
import { filled, texts } from "./texts.js";

const REST = 2000

export class Row {
  constructor(element, page) {
    this.element = element
    this.page = page
    this.key = element.dataset.key
    this.seen = element.dataset.seen
    this.read = element.dataset.read
    this.state = "clean"
    this.asking = Promise.resolve()

    const textarea = element.querySelector("textarea")
    this.limit = Number(textarea.dataset.limit) || null
    const Field = "marked" in element.dataset ? MarkedField : PlainField
    this.field = new Field(textarea, () => this.changed())
    this.saved = this.field.value
    element.querySelector(".segment-text").hidden = true
    element.querySelector(".segment-field").hidden = false
    this.showLength()

    element.addEventListener("focusout", (event) => {
      if (this.state === "unsaved" && !element.contains(event.relatedTarget)) this.save()
    })
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]")
      if (button) this.act(button.dataset.act)
    })
  }

  part(name) {
    return this.element.querySelector(`[data-part="${name}"]`)
  }

  get isUnsaved() {
    return this.state !== "clean"
  }

  get isSettled() {
    return "settled" in this.element.dataset
  }

  get isVisible() {
    return !this.element.hidden && this.element.isConnected
  }

  focus() {
    this.field.focus()
    this.show()
  }

  show() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
    this.element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" })
  }

  changed() {
    clearTimeout(this.timer)
    this.showLength()
    if (this.state === "conflict") {
      this.page.kept.set(this.key, this.field.value, this.seen)
      return
    }
    if (this.field.value === this.saved) {
      this.page.kept.drop(this.key)
      this.enter("clean", "")
      return
    }
    this.page.kept.set(this.key, this.field.value, this.seen)
    if (this.state === "saving") return
    this.enter("unsaved", texts.unsaved)
    this.timer = setTimeout(() => this.save(), REST)
  }

  // Sends the text if it is not saved; resolves when that has come to an end, well or badly.
  save() {
    clearTimeout(this.timer)
    if (this.isUnsaved && this.state !== "conflict") this.asking = this.asking.then(() => this.send())
    return this.asking
  }

  async send() {
    const text = this.field.value
    if (this.state === "conflict") return
    if (text === this.saved) {
      if (this.isUnsaved) this.enter("clean", "")
      return
    }
    const answer = await this.ask("save", { text })
    if (!answer) return
    this.saved = text
    this.take(answer)
    if (this.field.value !== text) {
      this.changed()
    } else {
      this.page.kept.drop(this.key)
      if (!this.field.hasFocus) this.adopt(answer.text)
    }
  }

  // A button of the row: what was written is saved first, and stands for a confirmation itself.
  act(name) {
    this.asking = this.asking.then(async () => {
      if (this.state === "conflict") return
      const written = this.field.value !== this.saved
      if (written && name === "confirm") return this.send()
      if (written && name !== "leave-out" && name !== "remove") {
        await this.send()
        if (this.isUnsaved) return
      }
      const text = this.field.value
      const answer =
        name === "take-up" ? await this.ask("save", { text: "" }) : await this.ask(name, {})
      if (!answer) return
      this.page.kept.drop(this.key)
      if (answer.gone) {
        this.page.bar.showProgress(answer.progress)
        this.leave(name === "remove" ? texts.removed : texts.keptAsOnly)
        return
      }
      this.take(answer)
      this.adopt(answer.text)
      if (name === "take-up") this.field.focus()
      if (name === "leave-out" && text) this.offerBack(text)
    })
    return this.asking
  }

  // Save and go on: what stands unconfirmed is confirmed, since the person has just read it.
  settle() {
    if (this.isUnsaved) return this.save()
    const stands = this.element.dataset.status === "stale" || this.element.dataset.status === "unconfirmed"
    return stands ? this.act("confirm") : this.asking
  }

  // After a failure that may have passed by itself.
  tryAgain() {
    if (this.state === "failed" || this.state === "logged-out") this.save()
  }

  // A text kept from another time. Says whether there is anything to offer.
  offer(kept) {
    if (kept.text === this.saved) {
      this.page.kept.drop(this.key)
      return false
    }
    this.offerText("kept", kept.text)
    return true
  }

  // What stood in a block that is now left out.
  offerBack(text) {
    this.offerText("taken", text)
  }

  offerText(template, text) {
    const notice = this.notice(template, text)
    notice.querySelector('[data-choose="mine"]').addEventListener("click", () => {
      this.clearNotice()
      this.field.value = text
      this.changed()
      this.field.focus()
    })
    notice.querySelector('[data-choose="theirs"]').addEventListener("click", () => {
      this.clearNotice()
      this.page.kept.drop(this.key)
    })
  }

  async ask(name, more) {
    this.enter("saving", texts.saving)
    try {
      const question = { key: this.key, seen: this.seen, read: this.read, ...more }
      return await ask(this.page.urls[name], question)
    } catch (error) {
      this.failed(error, name === "save" ? texts.failed : texts.notDone)
      return null
    }
  }

  failed(error, sentence) {
    if (error instanceof Refused && error.code === "conflict") {
      this.enter("conflict", texts.conflict)
      this.offerChoice(error.answer)
    } else if (error instanceof Refused) {
      this.enter("refused", texts.refused)
      const notice = this.notice("refused", "")
      notice.querySelector("[data-sentence]").textContent = error.message
      notice.querySelector("[data-choose]").addEventListener("click", () => {
        this.clearNotice()
        this.save()
      })
      this.page.announce(error.message)
    } else if (error instanceof LoggedOut) {
      this.enter("logged-out", sentence)
    } else {
      this.enter("failed", sentence)
    }
  }

  offerChoice(answer) {
    const notice = this.notice("conflict", this.field.value)
    notice.querySelector("[data-theirs]").textContent = plainText(answer.text) || "–"
    this.page.announce(answer.error)
    notice.querySelector('[data-choose="mine"]').addEventListener("click", () => {
      this.take(answer)
      this.saved = null // Whatever stands in the editor is to be sent.
      this.enter("unsaved", texts.unsaved)
      this.save()
    })
    notice.querySelector('[data-choose="theirs"]').addEventListener("click", () => {
      this.take(answer)
      this.page.kept.drop(this.key)
      this.adopt(answer.text)
    })
  }

  // The row as the server has it now; the editor is left alone.
  take(answer) {
    this.clearNotice()
    this.seen = answer.seen
    this.read = answer.read
    this.element.dataset.status = answer.status
    this.element.toggleAttribute("data-settled", answer.settled)
    const focused = document.activeElement?.dataset.act && this.element.contains(document.activeElement)
    for (const [name, html] of Object.entries(answer.parts)) this.part(name).innerHTML = html
    if (focused) this.field.focus()
    this.page.bar.showProgress(answer.progress)
    this.enter("clean", answer.saved ?? "")
    if (answer.saved) this.page.announce(answer.saved)
  }

  // The text as the server keeps it, in the editor.
  adopt(text) {
    if (this.field.value !== text) this.field.value = text
    this.saved = this.field.value
    this.showLength()
  }

  leave(sentence) {
    const group = this.element.closest(".segment-group")
    this.state = "clean"
    this.element.remove()
    if (!group.querySelector(".segment")) group.remove()
    this.page.announce(sentence)
    this.page.rowChanged()
  }

  enter(state, sentence) {
    this.state = state
    this.element.dataset.state = state
    this.element.querySelector("[data-said]").textContent = sentence
    this.page.rowChanged()
  }

  notice(name, mine) {
    const holder = this.element.querySelector(".segment-notice")
    holder.replaceChildren(document.getElementById(`template-${name}`).content.cloneNode(true))
    const place = holder.querySelector("[data-mine]")
    if (place) place.textContent = plainText(mine) || "–"
    holder.hidden = false
    return holder
  }

  clearNotice() {
    const holder = this.element.querySelector(".segment-notice")
    holder.replaceChildren()
    holder.hidden = true
  }

  showLength() {
    if (!this.limit) return
    const number = this.field.length
    const counter = this.element.querySelector(".segment-count")
    counter.textContent = filled(texts.length, { number, limit: this.limit })
    counter.toggleAttribute("data-over", number > this.limit)
  }
}
