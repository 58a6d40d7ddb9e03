// What helps with the row at hand: findings of the checks, suggestions from elsewhere, terms of its
// source, and marks that are not set yet. Each is asked for where the page names an address for it.

import { Findings } from "./findings.js";
import { missing } from "./marks.js";
import { Notes } from "./notes-of-row.js";
import { Past } from "./past.js";
import { Suggestions } from "./suggestions.js";
import { Terms } from "./terms.js";

const byId = (id) => document.getElementById(id)

export class Aids {
  constructor(page, addresses) {
    const { suggestionsUrl, checkUrl, termsUrl, pastUrl } = addresses
    this.page = page
    this.past = new Past(page, pastUrl)
    this.notes = new Notes(page, addresses)
    this.findings = checkUrl ? new Findings(page, checkUrl, addresses) : null
    this.suggestions = suggestionsUrl ? new Suggestions(page, suggestionsUrl) : null
    this.terms = termsUrl ? new Terms(page, termsUrl) : null
    byId("aid-suggestions").addEventListener("mousedown", (event) => event.preventDefault())
    byId("aid-suggestions").addEventListener("click", (event) => {
      const place = event.target.closest("[data-take]")?.dataset.take
      if (place) this.take(page.current, Number(place))
    })
    byId("aid-marks").addEventListener("mousedown", (event) => event.preventDefault())
    byId("aid-marks").addEventListener("click", (event) => {
      const place = event.target.closest("[data-mark]")?.dataset.mark
      if (place) page.current.field.placeMark(page.current.field.missingMarks()[place])
    })
  }

  show(row) {
    document.querySelector(".aid-none").hidden = true
    for (const button of document.querySelectorAll("#aid-row [data-do]")) button.disabled = false
    this.findings?.show(row)
    this.suggestions?.show(row)
    this.terms?.show(row)
    this.past.show(row)
    this.notes.show(row)
    this.showMarks(row)
  }

  typed(row) {
    if (row !== this.page.current) return
    this.findings?.typed(row)
    this.showMarks(row)
  }

  // Its source may be another, its text too.
  taken(row) {
    this.terms?.taken(row)
    this.suggestions?.forget()
    if (row === this.page.current) this.show(row)
  }

  take(row, place) {
    const suggestion = this.suggestions?.of(row)?.[place - 1]
    if (!suggestion) return false
    row.replace(suggestion.target)
    row.takenFrom = suggestion.entry ?? ""
    return true
  }

  putTerm(row) {
    return this.terms?.put(row) ?? false
  }

  dismissFirst(row) {
    return this.findings?.dismissFirst(row) ?? false
  }

  showMarks(row) {
    const marks = "marked" in row.element.dataset ? missing(row.read, row.text) : []
    const items = marks.map((mark, place) => {
      const item = document.createElement("li")
      const button = document.createElement("button")
      button.type = "button"
      button.className = "mark-button"
      button.dataset.mark = place
      button.dataset.tag = mark.tag
      button.textContent = mark.text
      if (mark.href) button.title = mark.href
      item.append(button)
      return item
    })
    byId("aid-marks").querySelector("ul").replaceChildren(...items)
    byId("aid-marks").hidden = !items.length
  }
}
