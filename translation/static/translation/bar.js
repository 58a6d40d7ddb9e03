// The bar that stays in sight: progress, which rows are shown, what is not saved, finishing.

import { folded } from "./folding.js";
import { filled, texts } from "./texts.js";

// Pixels between the bar and a row below it.
const CLEAR = 8
const byId = (id) => document.getElementById(id)

export class Bar {
  constructor() {
    this.list = byId("segments")
    this.buttons = [...document.querySelectorAll("[data-show]")]
    this.shown = "all"
    this.words = ""
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.show(button.dataset.show))
    }
    this.findField = byId("find")
    this.findField.closest(".segment-find").hidden = false
    this.findField.addEventListener("input", () => this.find(this.findField.value))
    this.findField.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return
      event.preventDefault()
      const first = this.list.querySelector(".segment:not([hidden])")
      first?.scrollIntoView({ block: "center" })
      first?.focus({ preventScroll: true })
    })
    this.count()
    // What stands beside the rows, and a row that is gone to, come to stand below it.
    const bar = document.querySelector(".translation-bar")
    new ResizeObserver(() => {
      document.documentElement.style.setProperty("--bar-height", `${bar.offsetHeight}px`)
      keepClear(bar, document.activeElement?.closest(".segment"))
    }).observe(bar)
    // When the button is let go of: before that, the text would move under the pointer.
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest(".segment")
      if (row?.contains(document.activeElement)) keepClear(bar, row)
    })
  }

  // The rows keep their place while one works: only a click sorts them anew.
  show(name) {
    this.shown = name
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", button.dataset.show === name)
    }
    this.narrow()
  }

  // Where one can choose, by Tab and Enter, which rows are shown.
  goToFilters() {
    this.buttons.find((button) => button.ariaPressed === "true").focus()
  }

  // All of them, whatever was looked for.
  showAll() {
    this.findField.value = ""
    this.find("")
    this.show("all")
  }

  // In both languages.
  find(words) {
    this.words = folded(words.trim()).text
    this.narrow()
    const number = this.list.querySelectorAll(".segment:not([hidden])").length
    byId("find-number").textContent = this.words ? filled(texts.found, { number }) : ""
    this.highlight()
  }

  narrow() {
    let shown = 0
    for (const row of this.list.querySelectorAll(".segment")) {
      const isAsked = this.shown === "all" || row.dataset.found.split(" ").includes(this.shown)
      row.hidden = !isAsked || !textOf(row).includes(this.words)
      shown += !row.hidden
    }
    for (const group of this.list.querySelectorAll(".segment-group")) {
      group.hidden = !group.querySelector(".segment:not([hidden])")
    }
    this.list.querySelector(".segments-none").hidden = shown > 0
  }

  highlight() {
    if (!CSS.highlights) return
    CSS.highlights.delete("found")
    if (!this.words) return
    const found = []
    for (const row of this.list.querySelectorAll(".segment:not([hidden])")) {
      for (const holder of row.querySelectorAll(".segment-words, .segment-text, .ProseMirror")) {
        const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT)
        while (walker.nextNode()) {
          const { text, places } = folded(walker.currentNode.data)
          let at = text.indexOf(this.words)
          for (; at >= 0; at = text.indexOf(this.words, at + 1)) {
            const range = new Range()
            range.setStart(walker.currentNode, places[at])
            range.setEnd(walker.currentNode, places[at + this.words.length - 1] + 1)
            found.push(range)
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...found))
  }

  // How many rows stand under each filter; one that none stands under is not offered.
  count() {
    const numbers = { all: 0 }
    for (const row of this.list.querySelectorAll(".segment")) {
      numbers.all += 1
      for (const name of row.dataset.found.split(" ")) numbers[name] = (numbers[name] ?? 0) + 1
    }
    for (const button of this.buttons) {
      const number = numbers[button.dataset.show] ?? 0
      button.querySelector(".count").textContent = number
      const isPressed = button.getAttribute("aria-pressed") === "true"
      button.hidden = !number && !isPressed && button.dataset.show !== "all"
    }
  }

  showProgress(progress) {
    const bar = document.querySelector("progress.words")
    bar.max = progress.words || 1
    bar.value = progress.words_settled
    byId("progress-sentence").textContent = progress.sentence
    byId("confirm-all").hidden = !progress.unconfirmed
    if (byId("finish")) {
      const button = byId("finish").querySelector("button")
      byId("finish-shut").textContent = progress.shut
      button.toggleAttribute("aria-disabled", false)
      if (progress.shut) button.setAttribute("aria-disabled", "true")
    }
  }

  showUnsaved(number) {
    byId("all-saved").textContent = number ? filled(texts.someUnsaved, { number }) : texts.allSaved
    byId("all-saved").disabled = number === 0
  }
}

// A row that one is in is not left with its head under the bar, unless it is too high for the window.
function keepClear(bar, row) {
  if (!row) return
  const { top, height } = row.getBoundingClientRect()
  const { bottom } = bar.getBoundingClientRect()
  const isCovered = top < bottom && getComputedStyle(bar).position === "sticky"
  if (isCovered && height < innerHeight - bottom) scrollBy(0, top - bottom - CLEAR)
}

function textOf(row) {
  const written = row.querySelector("textarea")?.value ?? ""
  const holders = row.querySelectorAll(".segment-words, .segment-text:not([hidden]), .ProseMirror")
  const texts = [...holders].map((one) => one.textContent)
  return [...texts, written].map((one) => folded(one).text).join("\n")
}
