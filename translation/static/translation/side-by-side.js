// The side-by-side page: makes a row of each segment and ties rows, bar, notices and keys together.
// What one row does is in row.js.

import { Bar } from "./bar.js";
import { keptTexts } from "./kept.js";
import { Notices } from "./notices.js";
import { Row } from "./row.js";
import { texts } from "./texts.js";

const list = document.getElementById("segments")
const announcer = document.getElementById("announcer")

const page = {
  notices: new Notices(),
  bar: new Bar(),
  kept: keptTexts(list.dataset.keep),
  urls: {
    save: list.dataset.saveUrl,
    confirm: list.dataset.confirmUrl,
    "leave-out": list.dataset.leaveOutUrl,
    keep: list.dataset.keepUrl,
    remove: list.dataset.removeUrl,
  },
  announce(sentence) {
    announcer.textContent = sentence
  },
  // A row has a new state: whether all is saved, and who cannot be reached, may have changed.
  rowChanged() {
    this.bar.showUnsaved(rows.filter((row) => row.isUnsaved).length)
    this.notices.show("login", rows.some((row) => row.state === "logged-out"))
    this.notices.show("offline", rows.some((row) => row.state === "failed"))
  },
}

const rows = [...list.querySelectorAll(".segment")].map((element) => new Row(element, page))
for (const link of list.querySelectorAll(".segment-words a, .segment-text a")) {
  link.target = "_blank"
  link.rel = "noopener"
}
document.getElementById("next-open").hidden = false
offerWhatWasKept()
// A list of what is in the way points at a row by its key.
rows.find((row) => row.key === decodeURIComponent(location.hash.slice(1)))?.focus()

function offerWhatWasKept() {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  let offered = null
  for (const kept of page.kept.all()) {
    const row = byKey.get(kept.key)
    if (!row) {
      page.notices.addHomeless(kept, () => page.kept.drop(kept.key))
    } else if (row.offer(kept)) {
      offered ??= row
    }
  }
  page.notices.show("kept", offered !== null)
  document.querySelector("[data-show-kept]").addEventListener("click", () => offered.show())
}

// The next (or earlier) row that somebody has to see to, going round at the end.
function openFrom(element, step) {
  const visible = rows.filter((row) => row.isVisible)
  const ordered = step > 0 ? visible : visible.reverse()
  const at = ordered.findIndex((row) => row.element.contains(element))
  return [...ordered.slice(at + 1), ...ordered.slice(0, at + 1)].find((row) => !row.isSettled)
}

function goToOpen(step) {
  const row = openFrom(document.activeElement, step)
  if (row) row.focus()
  else page.announce(texts.nothingOpen)
}

async function saveAndGoOn(row) {
  const next = openFrom(row.element, 1)
  const settling = row.settle()
  if (next && next !== row) next.focus()
  await settling
  if (!rows.some((one) => one.isVisible && !one.isSettled)) page.announce(texts.nothingOpen)
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing) return
    const row = rows.find((one) => one.element.contains(event.target))
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && row) {
      event.preventDefault()
      event.stopPropagation()
      saveAndGoOn(row)
    } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault()
      event.stopPropagation()
      goToOpen(event.key === "ArrowDown" ? 1 : -1)
    }
  },
  // Before the rich-text editors, which have a meaning of their own for some of these keys.
  { capture: true },
)
document.getElementById("all-saved").addEventListener("click", () => {
  rows.find((row) => row.isUnsaved)?.focus()
})
document.getElementById("next-open").addEventListener("click", () => goToOpen(1))

function saveAll() {
  return Promise.all(rows.filter((row) => row.isUnsaved).map((row) => row.save()))
}

// Somebody may have logged in in another tab, or come back from the tunnel.
const trySilentlyAgain = () => {
  for (const row of rows) row.tryAgain()
}
addEventListener("online", trySilentlyAgain)
addEventListener("focus", trySilentlyAgain)
setInterval(trySilentlyAgain, 20_000)
for (const button of document.querySelectorAll("[data-try-again]")) {
  button.addEventListener("click", trySilentlyAgain)
}

addEventListener("beforeunload", (event) => {
  if (rows.some((row) => row.isUnsaved)) event.preventDefault()
})

// A form that acts on the whole story waits until every row is saved.
for (const form of document.querySelectorAll("form[data-after-saving]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    if (form.querySelector('[aria-disabled="true"]')) {
      goToOpen(1)
      return
    }
    await saveAll()
    if (rows.some((row) => row.isUnsaved)) page.announce(texts.waitForRows)
    else form.submit()
  })
}
