// What the checks find in a row's text as one types, and dismissing one with a reason, which
// can be taken back.
//
//   POST …/check/ {key, text} → [{code, digest, sentence, severity, dismissed: {by, at, why} | null}]
//   POST …/dismiss/ {key, code, digest, why}, …/undismiss/ {key, code, digest}

import { ask, Refused } from "./requests.js";
import { filled, texts } from "./texts.js";

const REST = 700
const dialog = document.getElementById("dismiss-dialog")

export class Findings {
  constructor(page, url, { dismissUrl, undismissUrl }) {
    this.page = page
    this.url = url
    this.dismissUrl = dismissUrl
    this.undismissUrl = undismissUrl
    this.holder = document.getElementById("aid-findings")
    this.found = []
  }

  show(row) {
    clearTimeout(this.timer)
    if (this.row !== row) this.fill(row, [])
    this.row = row
    this.check(row)
  }

  typed(row) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.check(row), REST)
  }

  async check(row) {
    const { text } = row
    let found = []
    if (text && row.read) {
      try {
        const answer = await ask(this.url, { key: row.key, text })
        found = answer.findings ?? answer
      } catch (error) {
        // The row itself tells of a lost connection or login.
        if (error instanceof Refused && row === this.row && row.text === text) {
          this.showUnchecked(row, error.message)
        }
        return
      }
    }
    if (row !== this.row || row.text !== text) return
    row.showWarned(found.some((one) => !one.dismissed))
    this.page.rowChanged()
    this.fill(row, found)
  }

  fill(row, found) {
    this.found = found
    const items = found.map((one) => this.itemOf(row, one, found))
    this.holder.querySelector("ul").replaceChildren(...items)
    this.holder.hidden = !items.length
  }

  // What was found in another text is not told of this one.
  showUnchecked(row, why) {
    row.showWarned(false)
    this.page.rowChanged()
    this.fill(row, [])
    const item = this.itemOf(row, { severity: "unchecked", sentence: why }, [])
    item.querySelector("[data-dismiss]").hidden = true
    this.holder.querySelector("ul").replaceChildren(item)
    this.holder.hidden = false
  }

  itemOf(row, one, found) {
    const template = document.getElementById("template-finding")
    const item = template.content.cloneNode(true).firstElementChild
    const dismiss = item.querySelector("[data-dismiss]")
    const takeBack = item.querySelector("[data-take-back]")
    item.dataset.severity = one.severity
    item.querySelector("[data-sentence]").textContent = one.sentence
    if (one.dismissed) {
      const said = item.querySelector("[data-dismissed]")
      said.textContent = filled(texts.dismissedBy, { who: one.dismissed.by, why: one.dismissed.why })
      said.hidden = false
    }
    dismiss.hidden = Boolean(one.dismissed) || !this.dismissUrl
    // The key dismisses the first alone.
    if (one !== found.find((other) => !other.dismissed)) item.querySelector("kbd").remove()
    dismiss.addEventListener("click", () => this.dismiss(row, one))
    takeBack.hidden = !one.dismissed || !this.undismissUrl
    takeBack.addEventListener("click", () => this.takeBack(row, one))
    return item
  }

  dismissFirst(row) {
    const one = this.row === row && this.found.find((finding) => !finding.dismissed)
    if (!one || !this.dismissUrl) return false
    this.dismiss(row, one)
    return true
  }

  // With a reason; it is said of the text as it is saved.
  async dismiss(row, one) {
    const why = await reason(one.sentence)
    row.field.focus()
    if (!why) return
    await row.save()
    if (!(await this.say(this.dismissUrl, row, one, { why }))) return
    row.undos.addSaid(() => this.takeBack(row, one))
  }

  // It counts again.
  async takeBack(row, one) {
    row.field.focus()
    if (await this.say(this.undismissUrl, row, one, {})) this.page.announce(texts.undone)
  }

  async say(url, row, one, more) {
    try {
      await ask(url, { key: row.key, code: one.code, digest: one.digest, ...more })
    } catch (error) {
      this.page.refuse(error instanceof Refused ? error.message : texts.notDone)
      return false
    }
    // What blocks is counted with what is left to do.
    if (one.severity === "blocking") row.refresh()
    this.check(row)
    return true
  }
}

function reason(sentence) {
  const input = dialog.querySelector("input")
  input.value = ""
  dialog.querySelector("[data-sentence]").textContent = sentence
  dialog.returnValue = "cancel"
  dialog.showModal()
  input.focus()
  return new Promise((resolve) => {
    const told = () => resolve(dialog.returnValue === "dismiss" ? input.value.trim() : "")
    dialog.addEventListener("close", told, { once: true })
  })
}
