// The workbench: makes a row of each segment and ties rows, bar, notices, keys and what stands
// beside the rows together. What one row does is in row.js, what keys do in doing.js.

import { Aids } from "./aids.js";
import { Bar } from "./bar.js";
import { Concordance } from "./concordance.js";
import { doing } from "./doing.js";
import { keptTexts } from "./kept.js";
import { actionOf } from "./keys.js";
import { Notices, outward, plainText } from "./notices.js";
import { newRowBelow, placeAfter } from "./only-rows.js";
import { followRun } from "./pretranslation.js";
import { Preview } from "./preview.js";
import { Progress } from "./progress.js";
import { Reading } from "./reading.js";
import { Row } from "./row.js";
import { Side } from "./side.js";
import { keepFresh } from "./state.js";
import { filled, texts } from "./texts.js";

const list = document.getElementById("segments")
const announcer = document.getElementById("announcer")
const ACTS = ["save", "confirm", "leave-out", "keep", "remove", "join", "review", "typo", "add"]
const urls = Object.fromEntries(
  [...ACTS, "up", "down", "undo", "row"].map((name) => [
    name,
    list.dataset[`${name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}Url`],
  ]),
)
const isOpen = "open" in list.dataset

const page = {
  list,
  urls,
  rows: [],
  current: null,
  isReviewing: "reviewing" in list.dataset,
  notices: new Notices(),
  bar: new Bar(),
  // Since when the person knows whose the translation is, by the server's clock.
  opened: list.dataset.opened,
  kept: keptTexts(list.dataset.keep),
  announce(sentence) {
    announcer.textContent = sentence
  },
  // Why what was asked for is not done, to be seen as well.
  refuse(sentence) {
    this.announce(sentence)
    this.notices.tell(sentence)
  },
  // Somebody is in a row now.
  enter(row) {
    if (this.current === row) return
    this.current?.element.removeAttribute("aria-current")
    this.current = row
    row.element.setAttribute("aria-current", "true")
    this.aids?.show(row)
    this.preview.follow(row)
  },
  typed(row) {
    this.aids?.typed(row)
    this.preview.typed(row)
  },
  // The server has given a row anew.
  taken(row) {
    outward(row.element)
    this.aids?.taken(row)
    this.preview.renew()
  },
  // Rows with the same source that were filled in meanwhile.
  repeated(answers) {
    const byKey = new Map(this.rows.map((row) => [row.key, row]))
    for (const answer of answers) byKey.get(answer.key)?.renew(answer)
    this.announce(filled(texts.repeated, { number: answers.length }))
  },
  // A row has a new state: whether all is saved, and who cannot be reached, may have changed.
  rowChanged() {
    this.notices.show("login", this.rows.some((row) => row.state === "logged-out"))
    this.notices.show("offline", this.rows.some((row) => row.state === "failed"))
    this.bar.showUnsaved(this.rows.filter((row) => row.isUnsaved).length)
    this.counting ??= requestAnimationFrame(() => {
      this.counting = null
      this.bar.count()
    })
  },
  act(row, name) {
    return name === "add" ? this.add(row) : row.act(name)
  },
  add(above, key) {
    const element = newRowBelow(above.element, key)
    const row = new Row(element, this, above.key)
    this.rows.splice(this.rows.indexOf(above) + 1, 0, row)
    row.make()
    this.rowChanged()
    return row
  },
  // Of the row above that the server knows; one that is new and still empty it does not.
  keyAbove(row) {
    return this.rows.slice(0, this.rows.indexOf(row)).findLast((one) => !one.after)?.key ?? ""
  },
  place(row, aboveKey) {
    const above = this.rows.find((one) => one.key === aboveKey)
    this.rows.splice(this.rows.indexOf(row), 1)
    this.rows.splice(above ? this.rows.indexOf(above) + 1 : 0, 0, row)
    placeAfter(row.element, above?.element)
    row.focus()
    this.announce(texts.moved)
  },
  // A row is gone; while the page is open it can be brought back.
  leave(row, sentence) {
    const next = this.rows[this.rows.indexOf(row) + 1] ?? this.rows.at(-2)
    const group = row.element.closest(".segment-group")
    const place = document.createComment("")
    const isAtHand = row.element.contains(document.activeElement)
    row.state = "clean"
    row.element.replaceWith(place)
    group.hidden = !group.querySelector(".segment")
    this.rows.splice(this.rows.indexOf(row), 1)
    if (isAtHand) next?.focus()
    this.announce(sentence)
    this.rowChanged()
    this.preview.renew()
    for (const one of this.rows) if (one !== row) this.refreshAbove(one, row)
    if (row.undos.last?.token) {
      this.notices.offerUndo(sentence, () => {
        group.hidden = false
        place.replaceWith(row.element)
        this.rows.splice(next ? this.rows.indexOf(next) : this.rows.length, 0, row)
        // What was joined to a row above is taken out of it.
        row.undo().then(() => this.rows.forEach((one) => one !== row && this.refreshAbove(one, row)))
      })
    }
  },
  // What was joined stands in the row above now.
  refreshAbove(one, gone) {
    const [thing] = gone.key.split(":body:")
    if (gone.key.includes(":body:") && one.key.startsWith(`${thing}:body:`)) one.refresh()
  },
  // The next (or earlier) row that somebody has to see to, going round at the end.
  openFrom(element, step) {
    const visible = this.rows.filter((row) => row.isVisible)
    const ordered = step > 0 ? visible : visible.reverse()
    const at = ordered.findIndex((row) => row.element.contains(element))
    return [...ordered.slice(at + 1), ...ordered.slice(0, at + 1)].find((row) => !row.isDone)
  },
  goToOpen(step) {
    const row = this.openFrom(document.activeElement, step)
    if (row) row.focus()
    else this.refuse(texts.nothingOpen)
  },
  goToUnsaved() {
    const row = this.rows.find((one) => one.isUnsaved)
    if (row && !row.isVisible) this.bar.showAll()
    row?.focus()
  },
  async saveAndGoOn(row) {
    if (row.state === "conflict") {
      this.refuse(texts.chooseFirst)
      return
    }
    const next = this.openFrom(row.element, 1)
    const settling = row.settle()
    if (next && next !== row) next.focus()
    await settling
    if (!this.rows.some((one) => one.isVisible && !one.isDone)) this.announce(texts.nothingOpen)
  },
  // Resolves when all that was sent so far is answered.
  saved() {
    return Promise.all(this.rows.map((row) => row.asking))
  },
  saveAll() {
    return Promise.all(this.rows.filter((row) => row.isUnsaved).map((row) => row.save()))
  },
}

page.progress = new Progress(page)
page.concordance = new Concordance(page, document.getElementById("concordance"))
page.side = new Side(document.getElementById("side"))
page.preview = new Preview(list.dataset.previewUrl, page.side)
outward(list)
if (isOpen) open()
else {
  page.aids = new Reading(page)
  page.kept.follow(listWhatWasKept)
}
goToAddressed()
// Browsers go to the fragment themselves when all has come, and leave the focus nowhere.
addEventListener("load", () => setTimeout(goToAddressed))
addEventListener("hashchange", goToAddressed)
document.getElementById("find").addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !page.current) return
  event.preventDefault()
  page.bar.findField.value = ""
  page.bar.find("")
  page.current.focus()
})

function open() {
  page.rows = [...list.querySelectorAll(".segment")].map((element) => new Row(element, page))
  page.aids = new Aids(page, list.dataset)
  document.getElementById("next-open").hidden = false
  page.kept.follow(offerWhatWasKept)
  document.querySelector("[data-show-kept]").addEventListener("click", () => {
    page.rows.find((row) => row.notices.hasOffer)?.show()
  })
  makeEditors()
  page.compare = keepFresh(page, list.dataset.stateUrl)
  followRun(page)
  document.getElementById("all-saved").addEventListener("click", () => page.goToUnsaved())
  document.getElementById("next-open").addEventListener("click", () => page.goToOpen(1))
  for (const name of ["online", "focus"]) addEventListener(name, trySilentlyAgain)
  setInterval(trySilentlyAgain, 20_000)
  for (const button of document.querySelectorAll("[data-try-again]")) {
    button.addEventListener("click", trySilentlyAgain)
  }
  addEventListener("beforeunload", (event) => {
    if (page.rows.some((row) => row.isUnsaved)) event.preventDefault()
  })
  for (const form of document.querySelectorAll("form[data-after-saving]")) waitForRows(form)
}

// A list of what is in the way, or a note that somebody is told of, points at a row by its key.
function goToAddressed() {
  const key = decodeURIComponent(location.hash.slice(1))
  page.rows.find((row) => row.key === key)?.focus()
}

// Somebody may have logged in in another tab, or come back from the tunnel.
function trySilentlyAgain() {
  for (const row of page.rows) row.tryAgain()
}

// Those in sight first, the rest while nothing else is to be done: one can type at once.
function makeEditors() {
  const waiting = page.rows.filter((row) => !row.made)
  const height = innerHeight
  for (const row of waiting) {
    const { top, bottom } = row.element.getBoundingClientRect()
    if (bottom > 0 && top < height) row.make()
  }
  const later = window.requestIdleCallback ?? ((task) => setTimeout(() => task(null), 20))
  const some = (deadline) => {
    do waiting.shift()?.make()
    while (waiting.length && (deadline?.timeRemaining() ?? 0) > 8)
    if (waiting.length) later(some, { timeout: 100 })
  }
  later(some, { timeout: 100 })
}

function offerWhatWasKept(left) {
  const byKey = new Map(page.rows.map((row) => [row.key, row]))
  for (const kept of left) {
    const row = byKey.get(kept.key) ?? (byKey.has(kept.after) && page.add(byKey.get(kept.after), kept.key))
    if (row) row.offer(kept)
    else page.notices.addHomeless(kept, () => page.kept.dropLeft(kept))
  }
  page.notices.show("kept", page.rows.some((row) => row.notices.hasOffer))
}

// Where the story has gone to somebody else while one wrote: what was not saved can be copied.
function listWhatWasKept(left) {
  const byKey = new Map(page.rows.map((row) => [row.key, row]))
  for (const kept of left) {
    const row = byKey.get(kept.key) ?? byKey.get(kept.after)
    const drop = () => page.kept.dropLeft(kept)
    const shown = byKey.get(kept.key)?.element.querySelector(".segment-text").textContent.trim()
    if (plainText(kept.text).trim() === shown) drop()
    else page.notices.addHomeless(kept, drop, row)
  }
}

// A form that acts on the whole story waits until every row is saved.
function waitForRows(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    await page.saveAll()
    await page.progress.settled()
    if (page.rows.some((row) => row.isUnsaved)) {
      page.goToUnsaved()
      page.refuse(texts.waitForRows)
    } else if (form.querySelector('[aria-disabled="true"]')) {
      page.goToOpen(1)
      page.refuse(form.querySelector(".finish-shut").textContent)
    } else {
      form.submit()
    }
  })
}

const does = doing(page)
document.addEventListener(
  "keydown",
  (event) => {
    // One that was just closed keeps the focus for some milliseconds.
    if (event.target.closest("dialog[open]")) return
    const isText = event.target.closest("input, textarea, [contenteditable]")
    const asksForHelp = event.key === "?" && !isText
    const action = asksForHelp ? { name: "help" } : actionOf(event)
    if (!action) return
    const row = page.rows.find((one) => one.element.contains(event.target))
    if (isOpen ? does(action, row) : page.aids.does(action, row)) {
      event.preventDefault()
      event.stopPropagation()
    }
  },
  // Before the rich-text editors, which have a meaning of their own for some of these keys.
  { capture: true },
)
for (const button of document.querySelectorAll("[data-help]")) {
  button.hidden = false
  button.addEventListener("click", () => does({ name: "help" }))
}
for (const button of document.querySelectorAll("[data-do]")) {
  // The row keeps the cursor.
  button.addEventListener("mousedown", (event) => event.preventDefault())
  button.addEventListener("click", () => does({ name: button.dataset.do }, page.current))
}
