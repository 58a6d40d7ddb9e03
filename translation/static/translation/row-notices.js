// What is told within a row: a text kept from before, a refusal, and two texts to choose from.

import { plainText } from "./notices.js";
import { LoggedOut, Refused } from "./requests.js";
import { texts } from "./texts.js";

export class RowNotices {
  constructor(row) {
    this.row = row
    this.offers = []
    this.holder = row.element.querySelector(".segment-notice")
  }

  failed(error, sentence) {
    const { row } = this
    if (error instanceof Refused && error.code === "conflict") {
      row.enter("conflict", texts.conflict)
      this.offerChoice(error.answer)
    } else if (error instanceof Refused && error.code === "released") {
      this.offerToTake(error)
    } else if (error instanceof Refused) {
      row.enter("refused", texts.refused)
      const notice = this.show("refused", "")
      notice.querySelector("[data-sentence]").textContent = error.message
      // Asking once more changes nothing of whose text it is.
      notice.querySelector("[data-choose]").hidden = error.code === "not_allowed"
      notice.querySelector("[data-choose]").addEventListener("click", () => {
        this.clear()
        row.save()
      })
      row.page.announce(error.message)
    } else if (error instanceof LoggedOut) {
      row.page.notices.showLogin(error.isOther)
      row.enter("logged-out", sentence)
    } else {
      row.enter("failed", sentence)
    }
  }

  // It is nobody's now; who knows that takes it by saving.
  offerToTake(error) {
    const { row } = this
    row.enter("refused", texts.refused)
    const notice = this.show("released", "")
    notice.querySelector("[data-sentence]").textContent = error.message
    notice.querySelector('[data-choose="take"]').addEventListener("click", () => {
      this.clear()
      row.page.opened = error.answer.opened
      row.page.saveAll()
    })
    row.page.announce(error.message)
  }

  get hasOffer() {
    return this.offers.length > 0
  }

  // One after the other, where several windows have left a text; each stays until one has chosen.
  offer(kept) {
    this.offers.push(kept)
    if (this.holder.hidden) this.showOffer()
  }

  showOffer() {
    const { row } = this
    const [kept] = this.offers
    const notice = this.show("kept", kept.text)
    notice.querySelector('[data-choose="mine"]').addEventListener("click", () => {
      this.takeOffer()
      row.field.value = kept.text
      row.changed()
      row.field.focus()
      row.page.kept.dropLeft(kept)
    })
    notice.querySelector('[data-choose="theirs"]').addEventListener("click", () => {
      this.takeOffer()
      row.page.kept.dropLeft(kept)
    })
  }

  takeOffer() {
    this.offers.shift()
    this.clear()
    this.row.page.notices.show("kept", this.row.page.rows.some((row) => row.notices.hasOffer))
  }

  offerChoice(answer) {
    const { row } = this
    if (answer.gone) answer = { ...answer, text: "" }
    const notice = this.show("conflict", row.field.value)
    for (const one of notice.querySelectorAll("[data-own]")) {
      one.hidden = (one.dataset.own === "yes") !== answer.own
    }
    notice.querySelector("[data-theirs]").textContent = plainText(answer.text) || "–"
    row.page.announce(answer.own ? notice.querySelector("strong:not([hidden])").textContent : answer.error)
    notice.querySelector('[data-choose="mine"]').addEventListener("click", () => {
      row.take(answer)
      row.saved = null // Whatever stands in the editor is to be sent.
      row.enter("unsaved", texts.unsaved)
      row.save()
    })
    notice.querySelector('[data-choose="theirs"]').addEventListener("click", () => {
      row.take(answer)
      row.page.kept.drop(row.key)
      row.adopt(answer.text)
    })
  }

  show(name, mine) {
    this.holder.replaceChildren(
      document.getElementById(`template-${name}`).content.cloneNode(true),
    )
    const place = this.holder.querySelector("[data-mine]")
    if (place) place.textContent = plainText(mine) || "–"
    this.holder.hidden = false
    return this.holder
  }

  clear() {
    this.holder.replaceChildren()
    this.holder.hidden = true
    if (this.hasOffer) this.showOffer()
  }
}
