// A segment without marks: one line of text in a textarea that grows, with a count where the text
// has a limit. The same face as MarkedField.

export class PlainField {
  constructor(textarea, onInput) {
    this.textarea = textarea
    this.holder = textarea.parentElement
    this.holder.classList.add("growing")
    this.grow()
    textarea.addEventListener("input", () => {
      this.grow()
      onInput()
    })
    textarea.addEventListener("keydown", (event) => {
      // One piece is one line; a line break would be folded into a space when saved.
      if (event.key === "Enter" && !event.isComposing) event.preventDefault()
    })
  }

  // The holder shows the same text, unseen, and the textarea fills it (segment-field.css).
  grow() {
    this.holder.dataset.value = this.textarea.value
  }

  get value() {
    return this.textarea.value
  }

  set value(text) {
    this.textarea.value = text
    this.grow()
  }

  get length() {
    return this.value.trim().length
  }

  get hasFocus() {
    return document.activeElement === this.textarea
  }

  focus() {
    this.textarea.focus({ preventScroll: true })
  }

  // As if typed, so that the browser can undo it.
  replace(text) {
    this.focus()
    this.textarea.select()
    this.insert(text)
  }

  insert(text) {
    this.focus()
    if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
      this.textarea.setRangeText(text)
      this.textarea.dispatchEvent(new Event("input"))
    }
  }

  missingMarks() {
    return []
  }

  moveMark() {
    return false
  }
}
