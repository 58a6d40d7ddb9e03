// Suggestions for one row's source, each taken by a click or by Alt and its number.
//
//   GET …/suggestions/?key=
//     → [{entry, percent, source, target, diff, origin, by, on, where, in_context}]
//
// `entry` is sent along with a text that was made from it; `on` is a day as the person reads days.
// `diff` is what differs between that source and this one: pieces of translation.diff, {kind, html,
// space}, whose HTML is escaped there. `percent` is 101 where the neighbours match, too.

import { plainText } from "./notices.js";
import { look } from "./requests.js";
import { filled, texts } from "./texts.js";

const MOST = 9

export class Suggestions {
  constructor(url) {
    this.url = url
    this.holder = document.getElementById("aid-suggestions")
    this.known = new Map()
  }

  // Those that have come; of another source there are others.
  of(row) {
    return this.known.get(`${row.key} ${row.source}`)
  }

  async show(row) {
    this.row = row
    if (row.read && !this.of(row)) {
      const name = `${row.key} ${row.source}`
      try {
        const found = await look(this.url, { key: row.key })
        this.known.set(name, (found.suggestions ?? found).slice(0, MOST))
      } catch {
        // The next time one comes to the row.
      }
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
  const from = [one.origin_label ?? one.origin, one.by, one.on, one.where]
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
