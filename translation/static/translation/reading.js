// A page whose texts this person cannot change now: they go from row to row, and what was said and
// written of each stands beside it.

import { Notes } from "./notes-of-row.js";
import { Past } from "./past.js";

export class Reading {
  constructor(page) {
    this.page = page
    this.past = new Past(page, page.list.dataset.pastUrl)
    this.notes = new Notes(page, page.list.dataset)
    page.rowChanged = () => page.bar.count()
    page.rows = [...page.list.querySelectorAll(".segment")].map((element) => {
      const row = { element, key: element.dataset.key, focus: () => element.focus() }
      element.tabIndex = 0
      element.addEventListener("focusin", () => page.enter(row))
      return row
    })
  }

  // The keys that have a meaning here; all others are the browser's.
  does({ name }, row) {
    const { page } = this
    if (name === "preview") page.side.toggle()
    else if (name === "find") page.bar.findField.select()
    else if (name === "filters") page.bar.goToFilters()
    else if (name === "concordance") page.concordance.open()
    else if (name === "help") document.getElementById("keys").showModal()
    else if (name === "note" && row) this.notes.open(row)
    else if (name === "past" && row) this.past.open(row)
    else return false
    return true
  }

  show(row) {
    document.querySelector(".aid-none").hidden = true
    this.past.show(row)
    this.notes.show(row)
  }
}
