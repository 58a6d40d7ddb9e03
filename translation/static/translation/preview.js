// The story as readers will see it: fetched when it is looked at and when rows are saved, with what
// is being typed put in at once. It shows the place of the row at hand.

import { look } from "./requests.js";

const REST = 400

export class Preview {
  constructor(url, side) {
    this.url = url
    this.pane = document.getElementById("preview")
    this.side = side
    side.onShow = () => this.renew()
    this.renew()
  }

  get isSeen() {
    return this.side.shown === "preview"
  }

  renew() {
    clearTimeout(this.timer)
    if (this.isSeen) this.timer = setTimeout(() => this.fetch(), this.pane.firstChild ? REST : 0)
  }

  async fetch() {
    let answer
    try {
      answer = await look(this.url)
    } catch {
      return // What stood there stands on; the next save asks again.
    }
    const top = this.pane.scrollTop
    this.pane.innerHTML = answer.html
    this.pane.scrollTop = top
    if (this.row?.isUnsaved) this.typed(this.row)
    this.mark()
  }

  follow(row) {
    this.row = row
    if (this.isSeen) this.mark()
  }

  of(row) {
    return this.pane.querySelector(`[data-of="${CSS.escape(row.key)}"]`)
  }

  typed(row) {
    const place = this.isSeen && this.of(row)
    if (!place) return
    if ("marked" in row.element.dataset) place.innerHTML = row.text
    else place.textContent = row.text
    place.classList.toggle("preview-gap", !row.text)
  }

  mark() {
    for (const one of this.pane.querySelectorAll(".at-hand")) one.classList.remove("at-hand")
    const place = this.row && this.of(this.row)
    if (!place) return
    place.classList.add("at-hand")
    const pane = this.pane.getBoundingClientRect()
    const { top, height } = place.getBoundingClientRect()
    this.pane.scrollTop += top - pane.top - pane.height / 2 + height / 2
  }
}
