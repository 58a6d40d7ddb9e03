// What can be undone with one row, last done first. An entry is a text that stood in the editor
// before something was put in its place, the server's token for how the row stood before an action,
// or a function that takes back what was said of the text. While one stays in a row, all that is
// typed and saved there is one thing to undo.

export class Undos {
  constructor() {
    this.entries = []
    this.visit = 0
  }

  get isEmpty() {
    return this.entries.length === 0
  }

  // Somebody comes to the row, or goes on to something that is to be undone by itself.
  begin() {
    this.visit += 1
  }

  addText(text) {
    this.entries.push({ text, visit: this.visit })
  }

  // Of a save, before which the server had the text `was`: unless what it saved can be undone
  // already.
  addSave(token, was) {
    if (!this.hasNow) this.entries.push({ token, was, visit: this.visit })
    else if ("text" in this.last && !this.last.token) Object.assign(this.last, { token, was })
  }

  // The save of this visit that `text` takes back: to undo it brings back how the row stood as well.
  wayBackTo(text) {
    return this.hasNow && this.last.token && this.last.was === text ? this.last : null
  }

  // Whether anything was done since somebody came to the row.
  get hasNow() {
    return this.last?.visit === this.visit
  }

  addAct(token) {
    this.entries.push({ token, visit: this.visit })
  }

  // Of something said of the text: `back` takes it back.
  addSaid(back) {
    this.begin()
    this.entries.push({ back, visit: this.visit })
    this.begin()
  }

  get last() {
    return this.entries.at(-1)
  }

  drop() {
    this.entries.pop()
  }
}
