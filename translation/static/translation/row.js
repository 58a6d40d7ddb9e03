// One segment: its editor, when it is saved, what can be undone, and what is said when it cannot be
// saved (row-notices.js).
//
// `state` is one of: clean, unsaved, saving, failed (no connection), logged-out, refused (the
// server said no; nothing is sent again until the text changes or the person asks) and conflict.

import { MarkedField } from "./marked-field.js";
import { PlainField } from "./plain-field.js";
import { RowNotices } from "./row-notices.js";
import { filled, texts } from "./texts.js";
import { Undos } from "./undo.js";

const REST = 2000
const CONFIRMABLE = ["stale", "unconfirmed", "pretranslated"]

export class Row {
  // `after` is the key of the row above, where this one is new and not on the server yet.
  constructor(element, page, after = "") {
    this.element = element
    this.page = page
    this.key = element.dataset.key
    this.seen = element.dataset.seen
    this.source = element.dataset.source
    this.read = element.dataset.read
    this.after = after
    // The suggestion that was taken last; the server tells whether the text is still that one's.
    this.takenFrom = ""
    this.state = "clean"
    // What was asked for and could not be sent, to be asked for again.
    this.waiting = null
    // A text that was saved while somebody is still at it: a stale row stays so until they go on.
    this.isMidway = false
    this.asking = Promise.resolve()
    this.undos = new Undos()
    this.notices = new RowNotices(this)
    this.textarea = element.querySelector("textarea")
    this.limit = Number(this.textarea.dataset.limit) || null
    this.saved = this.textarea.value
    this.shown = element.querySelector(".segment-text")
    // An editor costs some milliseconds: until it is made, its text stands for it.
    this.shown.tabIndex = 0
    this.shown.setAttribute("role", "textbox")
    for (const name of ["aria-label", "aria-describedby"]) {
      this.shown.setAttribute(name, this.textarea.getAttribute(name))
    }
    this.shown.addEventListener("focus", () => this.focus())

    element.addEventListener("focusin", (event) => {
      if (!element.contains(event.relatedTarget)) this.undos.begin()
      page.enter(this)
    })
    element.addEventListener("focusout", (event) => {
      if (element.contains(event.relatedTarget)) return
      this.part("actions").removeAttribute("data-held")
      this.leave()
    })
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]")
      if (button) page.act(this, button.dataset.act)
    })
  }

  get field() {
    this.make()
    return this.made
  }

  make() {
    if (this.made) return
    const Field = "marked" in this.element.dataset ? MarkedField : PlainField
    this.made = new Field(this.textarea, () => this.changed(), () => this.read)
    this.saved = this.made.value
    this.shown.hidden = true
    this.element.querySelector(".segment-field").hidden = false
    this.showLength()
  }

  part(name) {
    return this.element.querySelector(`[data-part="${name}"]`)
  }

  get text() {
    return this.made ? this.made.value : this.saved
  }

  get isUnsaved() {
    return this.state !== "clean"
  }

  get isDone() {
    return "done" in this.element.dataset
  }

  get isVisible() {
    return !this.element.hidden && this.element.isConnected
  }

  get status() {
    return this.element.dataset.status
  }

  get openNotes() {
    return Number(this.part("status").querySelector("[data-number]").textContent)
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
    // What was refused is another text now.
    if (this.state === "refused") this.notices.clear()
    this.showLength()
    this.page.typed(this)
    if (this.state === "conflict") {
      this.keep()
      return
    }
    if (this.field.value === this.saved) {
      this.page.kept.drop(this.key)
      if (!this.waiting && this.state !== "saving") this.enter("clean", "")
      return
    }
    this.keep()
    if (this.state === "saving") return
    this.waiting = null
    this.enter("unsaved", texts.unsaved)
    this.timer = setTimeout(() => this.save({ midway: true }), REST)
  }

  keep() {
    this.page.kept.set(this.key, this.field.value, this.seen, this.after)
  }

  // Another text in place of the one that stands, as one thing to undo.
  replace(text) {
    this.undos.begin()
    this.undos.addText(this.field.value)
    this.field.replace(text)
  }

  // Sends the text if it is not saved; resolves when that has come to an end, well or badly. `midway`
  // says that the person may still be at it.
  save({ midway = false } = {}) {
    clearTimeout(this.timer)
    if (this.isUnsaved && this.state !== "conflict") {
      this.asking = this.asking.then(() => this.send(midway))
    }
    return this.asking
  }

  async send(midway = false) {
    const text = this.text
    if (this.state === "conflict") return
    if (text === this.saved) {
      if (this.state === "refused") this.notices.clear()
      if (this.isUnsaved) this.enter("clean", "")
      return
    }
    const isMidway = midway && this.element.contains(document.activeElement)
    const back = this.undos.wayBackTo(text)
    const answer = back
      ? await this.ask("undo", { token: back.token })
      : await this.ask(this.after ? "add" : "save", {
          text,
          taken: this.takenFrom,
          midway: isMidway ? "yes" : "",
        })
    if (!answer || answer.gone) {
      // Of a text that is another by now, the refusal says nothing.
      if (this.state === "refused" && this.text !== text) this.changed()
      return
    }
    this.after = ""
    if (back) this.undos.drop()
    else this.undos.addSave(answer.undo, this.saved)
    this.isMidway = isMidway && !back && answer.status === "stale"
    this.saved = text
    this.take(answer)
    if (this.field.value !== text) {
      this.changed()
    } else {
      this.page.kept.drop(this.key)
      if (!this.field.hasFocus) this.adopt(answer.text)
    }
    this.page.compare?.()
    if (!this.element.contains(document.activeElement)) this.confirmMidway()
  }

  // Somebody goes on to something else.
  leave() {
    if (this.state === "unsaved") this.save()
    // Whoever only looks something up in another window comes back.
    else if (document.hasFocus()) this.confirmMidway()
  }

  // What they wrote stands for the source as it is now.
  confirmMidway() {
    return this.isMidway ? this.act("confirm", { isOneWithText: true }) : this.asking
  }

  // A button of the row: what was written is saved first, and stands for a confirmation itself.
  act(name, { isOneWithText = false } = {}) {
    this.isMidway = false
    this.asking = this.asking.then(async () => {
      this.waiting = null
      if (this.state === "conflict") {
        this.page.refuse(texts.chooseFirst)
        return
      }
      if (this.after && name === "remove") {
        this.page.kept.drop(this.key)
        this.page.leave(this, texts.removed)
        return
      }
      const written = this.text !== this.saved
      if (written && name === "confirm") return this.send()
      if (written && name !== "leave-out" && name !== "remove") {
        await this.send()
        if (this.isUnsaved) {
          this.askAgain(() => this.act(name))
          return
        }
      }
      const { text, saved } = this
      const answer =
        name === "take-up" ? await this.ask("save", { text: "" }) : await this.ask(name, {})
      if (!answer) {
        this.askAgain(() => this.act(name))
        return
      }
      if (isOneWithText) {
        this.undos.addSave(answer.undo, saved)
      } else {
        this.undos.begin()
        this.undos.addAct(answer.undo)
      }
      if (answer.gone) {
        if (this.text === text) this.page.kept.drop(this.key)
        this.seen = answer.seen
        this.page.leave(this, { remove: texts.removed, join: texts.joined }[name] ?? texts.keptAsOnly)
        return
      }
      this.settleOn(answer, text)
      if (name === "take-up") this.field.focus()
      if (name === "up" || name === "down") this.page.place(this, answer.above)
    })
    return this.asking
  }

  // Save and go on: what stands unconfirmed is confirmed, and what is being reviewed is reviewed,
  // since the person has just read it.
  settle() {
    if (this.isUnsaved) return this.save().then(() => this.confirmMidway())
    if (this.isMidway) return this.confirmMidway()
    if (CONFIRMABLE.includes(this.status) && this.saved) return this.act("confirm")
    const isUnreviewed = this.page.isReviewing && this.status === "translated"
    return isUnreviewed ? this.act("review") : this.asking
  }

  // The last thing done with the row; what was only typed and not saved first.
  undo() {
    // How a text can be undone is known when it is saved.
    if (this.state === "saving") return this.asking.then(() => this.undo())
    const last = this.undos.last
    if (last && "text" in last && !last.token) {
      this.undos.drop()
      this.field.value = last.text
      this.changed()
      this.page.announce(texts.undone)
      return this.asking
    }
    if (this.text !== this.saved && this.saved !== null) {
      this.field.value = this.saved
      this.changed()
      this.page.announce(texts.undone)
      return this.asking
    }
    if (!last) {
      this.page.refuse(texts.nothingToUndo)
      return this.asking
    }
    if ("back" in last) {
      this.undos.drop()
      return last.back()
    }
    this.asking = this.asking.then(async () => {
      const { text } = this
      const answer = await this.ask("undo", { token: last.token })
      if (!answer) {
        this.askAgain(() => this.undo())
        return
      }
      this.isMidway = false
      this.undos.drop()
      this.undos.begin()
      if (answer.gone) {
        this.page.leave(this, texts.undone)
        return
      }
      this.settleOn({ ...answer, saved: texts.undone }, text)
      // What had been typed before another text was put in its place, and was never saved.
      if (last.text !== undefined && this.text === this.saved && last.text !== this.saved) {
        this.field.value = last.text
        this.changed()
      }
      if (this.status === "only" && answer.above !== this.page.keyAbove(this)) {
        this.page.place(this, answer.above)
      }
    })
    return this.asking
  }

  // After an action that was asked for while the editor had `text`: the row as the server has it, and
  // what has been typed on meanwhile, which is saved in its turn.
  settleOn(answer, text) {
    if (this.text === text) {
      this.page.kept.drop(this.key)
      // What stands beside the row is asked of the text that stands in it.
      this.adopt(answer.text)
      this.take(answer)
    } else {
      this.saved = answer.text
      this.take(answer)
      this.changed()
    }
  }

  // What did not reach the server is asked for again when it can be reached.
  askAgain(act) {
    if (this.state !== "failed" && this.state !== "logged-out") return
    this.waiting = act
    this.enter(this.state, texts.notDoneYet)
  }

  // As somebody else has made it meanwhile. The editor is left alone while one writes in it.
  async refresh() {
    if (this.state !== "clean") return
    let answer
    try {
      answer = await this.page.progress.ask(this.page.urls.row, { key: this.key })
    } catch {
      return
    }
    this.renew(answer)
  }

  // As the server has it by now.
  renew(answer) {
    if (this.state !== "clean" || answer.gone) return
    const hasFocus = this.made?.hasFocus
    const isWriting = hasFocus && this.undos.hasNow && answer.text !== this.saved
    if (isWriting) answer.seen = this.seen
    this.take({ ...answer, saved: "" })
    if (isWriting) return
    this.adopt(answer.text)
    if (hasFocus) this.field.focus()
  }

  // After a failure that may have passed by itself.
  tryAgain() {
    if (this.state !== "failed" && this.state !== "logged-out") return
    const { waiting } = this
    this.waiting = null
    if (waiting) waiting()
    else this.save({ midway: true })
  }

  // A text that a window has left which is gone: sent now, or offered where something else has been
  // written since, or is being written.
  offer(kept) {
    if (kept.text === this.field.value) {
      this.page.kept.dropLeft(kept)
    } else if (kept.seen === this.seen && this.state === "clean" && !this.made.hasFocus) {
      this.field.value = kept.text
      this.changed()
      this.save()
      this.page.kept.dropLeft(kept)
      this.page.announce(texts.putBack)
    } else {
      this.notices.offer(kept)
    }
  }

  async ask(name, more) {
    this.enter("saving", texts.saving)
    try {
      const question = { key: this.key, seen: this.seen, read: this.read, ...more }
      question.opened = this.page.opened
      if (this.after) question.after = this.page.keyAbove(this) ?? this.after
      return await this.page.progress.ask(this.page.urls[name], question)
    } catch (error) {
      this.notices.failed(error, ["save", "add"].includes(name) ? texts.failed : texts.notDone)
      return null
    }
  }

  // The row as the server has it now; the editor is left alone.
  take(answer) {
    this.notices.clear()
    this.seen = answer.seen
    this.source = answer.source
    this.read = answer.read
    this.element.dataset.status = answer.status
    this.element.dataset.found = answer.found_by.join(" ")
    this.element.toggleAttribute("data-done", answer.done)
    this.showWarned(answer.found_by.includes("warned"))
    const focused = document.activeElement?.dataset.act && this.element.contains(document.activeElement)
    this.holdPlace()
    for (const [name, html] of Object.entries(answer.parts)) this.part(name).innerHTML = html
    if (focused) this.field.focus()
    this.enter("clean", answer.saved ?? "")
    if (answer.saved) this.page.announce(answer.saved)
    this.page.taken(this)
    if (answer.repeats?.length) this.page.repeated(answer.repeats)
  }

  // Where somebody is at work, what stands below stays where it is, though buttons go.
  holdPlace() {
    const actions = this.part("actions")
    const isHeld = actions.querySelector("button") || "held" in actions.dataset
    actions.toggleAttribute("data-held", isHeld && this.element.contains(document.activeElement))
  }

  // The text as the server keeps it, in the editor.
  adopt(text) {
    if (this.field.value !== text) this.field.value = text
    this.saved = this.field.value
    this.showLength()
  }

  showWarned(isWarned) {
    const found = new Set(this.element.dataset.found.split(" ").filter(Boolean))
    found[isWarned ? "add" : "delete"]("warned")
    this.element.dataset.found = [...found].join(" ")
    this.element.querySelector("[data-warned]").hidden = !isWarned
  }

  enter(state, sentence) {
    this.state = state
    this.element.dataset.state = state
    this.element.querySelector("[data-said]").textContent = sentence
    this.page.rowChanged(this)
  }

  showLength() {
    if (!this.limit) return
    const number = this.field.length
    const counter = this.element.querySelector(".segment-count")
    counter.textContent = filled(texts.length, { number, limit: this.limit })
    counter.toggleAttribute("data-over", number > this.limit)
  }
}
