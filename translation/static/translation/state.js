// Keeps a page that has been open for a while true: asks now and then how every row stands, and has
// those anew that somebody else has changed, on either side.

import { look } from "./requests.js";
import { filled, texts } from "./texts.js";

const EVERY = 10_000

export function keepFresh(page, url) {
  document.querySelector("[data-reload]").addEventListener("click", async () => {
    await page.saveAll()
    location.reload()
  })

  let asking = null
  // How the rows stood when the server told last; it says no more while that holds.
  let told = { stamp: "", rows: {} }
  const compare = () => (asking ??= once().finally(() => (asking = null)))

  async function once() {
    if (document.hidden) return
    try {
      told = { ...told, ...(await look(url, { stamp: told.stamp })) }
    } catch {
      return // The next time; the rows themselves tell of a lost connection or login.
    }
    const there = new Set(page.rows.filter((row) => !row.after).map((row) => row.key))
    const isMoved = Object.keys(told.rows).some((key) => !there.has(key))
    const isGone = [...there].some((key) => !(key in told.rows))
    page.notices.show("new", isMoved || isGone)
    let moved = 0
    for (const row of page.rows) {
      const state = told.rows[row.key]
      if (!state || row.isUnsaved) continue
      if (state.source !== row.source) moved += 1
      else if (isAsTold(row, state)) continue
      await row.refresh()
    }
    if (moved) page.announce(filled(texts.sourceMoved, { number: moved }))
  }

  const isAsTold = (row, { seen, status, noted }) =>
    seen === row.seen && status === row.status && noted === row.openNotes

  setInterval(compare, EVERY)
  addEventListener("focus", compare)
  return compare
}
