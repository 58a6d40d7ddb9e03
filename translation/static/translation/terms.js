// The glossary's terms in the rows' sources: underlined, with the rendering on hover, and listed for
// the row at hand, where a key puts the next rendering in.
//
//   GET …/terms/ → {key: [{start, end, renderings, note}]}
//
// `start` and `end` count in the source's plain text, white space folded. A rendering is a text, or
// {text, status} where it may be "forbidden".

import { look } from "./requests.js";
import { texts } from "./texts.js";

export class Terms {
  constructor(page, url) {
    this.page = page
    this.holder = document.getElementById("aid-terms")
    this.byKey = {}
    this.turns = new Map()
    this.fetch(url)
  }

  async fetch(url) {
    try {
      const answer = await look(url)
      this.byKey = answer.terms ?? answer
    } catch {
      return
    }
    for (const row of this.page.rows) this.mark(row)
    if (this.page.current) this.show(this.page.current)
  }

  of(row) {
    const words = plain(row.read)
    return (this.byKey[row.key] ?? []).map((one) => ({
      ...one,
      term: words.slice(one.start, one.end),
      accepted: renderings(one).filter((text) => text.status !== "forbidden"),
      forbidden: renderings(one).filter((text) => text.status === "forbidden"),
    }))
  }

  // Where the source stands as it is, not as a diff of two.
  mark(row) {
    const holder = row.part("source").querySelector(".segment-words:not(.diff, .gone)")
    if (!holder || holder.querySelector(".term")) return
    for (const one of this.of(row).reverse()) {
      for (const range of rangesOf(holder, one.start, one.end).reverse()) {
        const term = document.createElement("span")
        term.className = "term"
        term.title = told(one)
        range.surroundContents(term)
      }
    }
  }

  show(row) {
    const items = this.of(row).map(itemOf)
    this.holder.querySelector("ul").replaceChildren(...items)
    this.holder.hidden = !items.length
  }

  // The next term's rendering at the cursor, going round.
  put(row) {
    const found = this.of(row).filter((one) => one.accepted.length)
    if (!found.length) return false
    const at = this.turns.get(row) ?? 0
    row.field.insert(found[at % found.length].accepted[0].text)
    this.turns.set(row, at + 1)
    return true
  }
}

const plain = (html) =>
  new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, " ").trim()

const renderings = (one) =>
  (one.renderings ?? []).map((text) => (typeof text === "string" ? { text } : text))

function told(one) {
  const words = one.accepted.map(({ text }) => text).join(", ")
  const not = one.forbidden.map(({ text }) => `${texts.forbidden} ${text}`)
  return [words, ...not, one.note].filter(Boolean).join(" – ")
}

// One range for each piece of text that the span lies in: it may go across marks.
function rangesOf(holder, start, end) {
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT)
  const found = []
  let at = 0
  while (walker.nextNode()) {
    const node = walker.currentNode
    const from = Math.max(start - at, 0)
    const to = Math.min(end - at, node.length)
    if (from < to) {
      const range = new Range()
      range.setStart(node, from)
      range.setEnd(node, to)
      found.push(range)
    }
    at += node.length
  }
  return found
}

function itemOf(one) {
  const template = document.getElementById("template-term")
  const item = template.content.cloneNode(true).firstElementChild
  item.querySelector("[data-term]").textContent = one.term
  item.querySelector("[data-renderings]").textContent = one.accepted.map(({ text }) => text).join(", ")
  const not = one.forbidden.map(({ text }) => `${texts.forbidden} ${text}`)
  item.querySelector("[data-note]").textContent = [...not, one.note].filter(Boolean).join(" – ")
  return item
}
