// The bar that stays in sight: progress, which rows are shown, what is not saved, finishing.

import { filled, texts } from "./texts.js";

const byId = (id) => document.getElementById(id)

export class Bar {
  constructor() {
    this.list = byId("segments")
    this.buttons = [...document.querySelectorAll("[data-show]")]
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.show(button.dataset.show))
    }
  }

  // The rows keep their place while one works: only a click sorts them anew.
  show(status) {
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", button.dataset.show === status)
    }
    let shown = 0
    for (const row of this.list.querySelectorAll(".segment")) {
      row.hidden = status !== "all" && row.dataset.status !== status
      shown += !row.hidden
    }
    for (const group of this.list.querySelectorAll(".segment-group")) {
      group.hidden = !group.querySelector(".segment:not([hidden])")
    }
    this.list.querySelector(".segments-none").hidden = shown > 0
  }

  showProgress(progress) {
    const bar = document.querySelector("progress.words")
    bar.max = progress.words || 1
    bar.value = progress.words_settled
    byId("progress-sentence").textContent = progress.sentence
    for (const button of this.buttons) {
      const name = button.dataset.show
      const number = name === "all" ? progress.total : progress.counts[name]
      button.querySelector(".count").textContent = number
      button.hidden = !number && name !== "all" && button.getAttribute("aria-pressed") !== "true"
    }
    byId("confirm-all").hidden = !progress.counts.unconfirmed
    if (byId("finish")) {
      byId("finish-shut").textContent = progress.shut
      byId("finish").querySelector("button").toggleAttribute("aria-disabled", false)
      if (progress.shut) byId("finish").querySelector("button").setAttribute("aria-disabled", "true")
    }
  }

  showUnsaved(number) {
    byId("all-saved").textContent = number ? filled(texts.someUnsaved, { number }) : texts.allSaved
    byId("all-saved").disabled = number === 0
  }
}
