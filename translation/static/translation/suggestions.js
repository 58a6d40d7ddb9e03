// Suggestions for one row's source, each taken by a click or by Alt and its number.
//
//   GET …/suggestions/?key=
//     → {suggestions: [{entry, percent, source, target, diff, origin_label, by, on, where}]}
//
// `entry` is sent along with a text that was made from it; `on` is a day as the person reads days.
// `diff` is what differs between that source and this one: pieces of translation.diff, {kind, html,
// space}, whose HTML is escaped there. `percent` is 101 where the neighbours match, too.

import { plainText } from "./notices.js";
import { look } from "./requests.js";
import { filled, texts } from "./texts.js";

const MOST = 9

export class Suggestions {
  constructor(page, url) {
    this.page = page
    this.url = url
    this.holder = document.getElementById("aid-suggestions")
    this.known = new Map()
    this.turn = 0
  }

  // Those that have come; of another source there are others.
  of(row) {
    return this.known.get(`${row.key} ${row.source}`)?.found
  }

  // A row was saved: what it says now may be suggested for any other. The list of the row at hand
  // stays as it is while one is in it.
  forget() {
    this.turn += 1
  }

  async show(row) {
    const isEntered = this.row !== row
    this.row = row
    const known = this.known.get(`${row.key} ${row.source}`)
    this.fill(known?.found ?? [])
    if (!row.read || (known && !isEntered)) return
    // What one has just written in another row, too.
    await this.page.saved()
    if (this.row !== row || known?.turn === this.turn) return
    const { turn } = this
    const name = `${row.key} ${row.source}`
    try {
      const { suggestions } = await look(this.url, { key: row.key })
      this.known.set(name, { found: suggestions.slice(0, MOST), turn })
    } catch {
      return // The next time one comes to the row.
    }
    if (this.row === row) this.fill(this.of(row) ?? [])
  }

  fill(found) {
    const isMarked = "marked" in this.row.element.dataset
    const items = found.map((one, place) => itemOf(one, place, isMarked))
    this.holder.querySelector("ol").replaceChildren(...items)
    this.holder.hidden = !found.length
  }
}

function itemOf(one, place, isMarked) {
  const template = document.getElementById("template-suggestion")
  const item = template.content.cloneNode(true).firstElementChild
  const put = (name, text) => (item.querySelector(`[data-${name}]`).textContent = text)
  item.querySelector("[data-take]").dataset.take = place + 1
  put("number", `Alt ${place + 1}`)
  put("percent", filled(texts.exact, { percent: Math.min(one.percent, 100) }))
  item.querySelector("[data-percent]").toggleAttribute("data-exact", one.percent >= 100)
  const from = [one.origin_label, one.by, one.on, one.where]
  put("from", from.filter(Boolean).join(" · "))
  put("target", isMarked ? plainText(one.target) : one.target)
  if (one.percent < 100) item.querySelector("[data-diff]").innerHTML = htmlOf(one.diff ?? [])
  return item
}

const TAGS = { added: "ins", removed: "del" }

const htmlOf = (pieces) =>
  pieces
    .map(({ kind, html, space }) => {
      const tag = TAGS[kind]
      return (space ? " " : "") + (tag ? `<${tag}>${html}</${tag}>` : html)
    })
    .join("")
