// The glossary's terms in the rows' sources: underlined, with the rendering on hover, and listed for
// the row at hand, where a key puts the next rendering in.
//
//   GET …/terms/ → {terms: {key: {source, found: [{start, end, hint, renderings, note}]}}}
//
// `source` is the digest of the source that was looked through; where the row's is another by now,
// the terms are asked for again. `start` and `end` count in the source's plain text, where a break is
// one character. A rendering is {text, status}, "accepted" or "forbidden". A `hint` is a term that is
// only a part of the word.

import { look } from "./requests.js";
import { texts } from "./texts.js";

export class Terms {
  constructor(page, url) {
    this.page = page
    this.url = url
    this.holder = document.getElementById("aid-terms")
    this.byKey = {}
    this.turns = new Map()
    this.fetch()
  }

  async fetch() {
    this.asking = true
    try {
      const { terms } = await look(this.url)
      this.byKey = terms
    } catch {
      return // The rows themselves tell of a lost connection or login.
    } finally {
      this.asking = false
    }
    for (const row of this.page.rows) this.mark(row)
    if (this.page.current) this.show(this.page.current)
  }

  // The row is as the server has it now: its source may be another.
  taken(row) {
    if (row.read && this.byKey[row.key]?.source !== row.source && !this.asking) this.fetch()
    else this.mark(row)
  }

  of(row) {
    const looked = this.byKey[row.key]
    if (!looked || looked.source !== row.source) return []
    const words = isMarked(row) ? plain(row.read) : row.read
    return looked.found.map((one) => ({
      ...one,
      term: words.slice(one.start, one.end),
      accepted: withStatus(one, "accepted"),
      forbidden: withStatus(one, "forbidden"),
    }))
  }

  // Where the source stands as it is, not as a diff of two.
  mark(row) {
    const holder = row.part("source").querySelector(".segment-words:not(.diff, .gone)")
    if (!holder) return
    for (const term of holder.querySelectorAll(".term")) term.replaceWith(...term.childNodes)
    holder.normalize()
    for (const one of this.of(row).reverse()) {
      for (const range of rangesOf(holder, one.start, one.end).reverse()) {
        const term = document.createElement("span")
        term.className = "term"
        term.title = told(one)
        term.toggleAttribute("data-hint", one.hint)
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
    const usable = this.of(row).filter((one) => one.accepted.length)
    // What is only a part of a word comes after the words.
    const found = [...usable.filter((one) => !one.hint), ...usable.filter((one) => one.hint)]
    if (!found.length) return false
    const at = this.turns.get(row) ?? 0
    row.field.insert(found[at % found.length].accepted[0])
    this.turns.set(row, at + 1)
    return true
  }
}

const isMarked = (row) => "marked" in row.element.dataset

const withStatus = (one, status) =>
  one.renderings.filter((rendering) => rendering.status === status).map(({ text }) => text)

function plain(html) {
  const template = document.createElement("template")
  template.innerHTML = html
  for (const line of template.content.querySelectorAll("br")) line.replaceWith("\n")
  return template.content.textContent
}

function told(one) {
  const not = one.forbidden.map((text) => `${texts.forbidden} ${text}`)
  return [one.accepted.join(", "), ...not, one.note].filter(Boolean).join(" – ")
}

// One range for each piece of text that the span lies in: it may go across marks.
function rangesOf(holder, start, end) {
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  const found = []
  let at = 0
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.tagName === "BR") at += 1
      continue
    }
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
  item.toggleAttribute("data-hint", one.hint)
  item.querySelector("[data-term]").textContent = one.term
  item.querySelector("[data-renderings]").textContent = one.accepted.join(", ")
  const not = one.forbidden.map((text) => `${texts.forbidden} ${text}`)
  item.querySelector("[data-note]").textContent = [...not, one.note].filter(Boolean).join(" – ")
  return item
}
