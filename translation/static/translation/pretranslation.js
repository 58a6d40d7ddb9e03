// How far a run of machine translation has come, asked while it is under way; the rows it has
// written are had anew.

import { look } from "./requests.js";

const EVERY = 1500
const LATER = 10_000

export function followRun(page) {
  const panel = document.getElementById("pretranslation")
  if (!panel || !("unfinished" in panel.dataset)) return
  const run = panel.querySelector("[data-run]")
  let written = Number(panel.dataset.written)

  async function follow() {
    let now
    try {
      now = await look(panel.dataset.progressUrl)
    } catch {
      setTimeout(follow, LATER) // The rows themselves tell of a lost connection or login.
      return
    }
    const isOpen = run.querySelector("details")?.open
    run.innerHTML = now.html
    if (isOpen) run.querySelector("details")?.setAttribute("open", "")
    if (now.written !== written || !now.unfinished) {
      written = now.written
      await page.compare()
      // What is left to ask for, if anything.
      const isAnyOpen = document.querySelector('.segment[data-status="open"]') !== null
      for (const part of panel.querySelectorAll("form, #pretranslation-note")) part.hidden = !isAnyOpen
    }
    if (now.unfinished) setTimeout(follow, EVERY)
    else page.announce(run.textContent.trim())
  }

  setTimeout(follow, EVERY)
}
