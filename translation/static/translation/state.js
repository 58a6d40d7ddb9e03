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
  const compare = () => (asking ??= once().finally(() => (asking = null)))

  async function once() {
    if (document.hidden) return
    let now
    try {
      now = await look(url)
    } catch {
      return // The next time; the rows themselves tell of a lost connection or login.
    }
    const there = new Set(page.rows.filter((row) => !row.after).map((row) => row.key))
    const isMoved = Object.keys(now.rows).some((key) => !there.has(key))
    const isGone = [...there].some((key) => !(key in now.rows))
    page.notices.show("new", isMoved || isGone)
    let moved = 0
    for (const row of page.rows) {
      const state = now.rows[row.key]
      if (!state || row.isUnsaved) continue
      if (state.source !== row.source) moved += 1
      else if (state.seen === row.seen && state.status === row.status) continue
      await row.refresh()
    }
    if (moved) page.announce(filled(texts.sourceMoved, { number: moved }))
  }

  setInterval(compare, EVERY)
  addEventListener("focus", compare)
  return compare
}
