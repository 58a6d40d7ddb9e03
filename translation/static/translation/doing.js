// What each key does, by the names of translation/keys.py. `does(action, row)` says whether it did
// anything; where it did not, the browser does what it does with the key.

import { texts } from "./texts.js";

const acts = {
  confirm: (row) => row.element.querySelector('[data-act="confirm"]'),
  "leave-out": (row) => row.element.querySelector('[data-act="leave-out"]'),
  typo: (row) => row.element.querySelector('[data-act="typo"]'),
  add: (row) => row.element.querySelector('[data-act="add"]'),
  up: (row) => row.element.querySelector('[data-act="up"]'),
  down: (row) => row.element.querySelector('[data-act="down"]'),
}

// Where there is something to choose in the row, that comes first.
const firstButton = (row) =>
  ["notice", "actions", "aside"]
    .map((part) => row.element.querySelector(`.segment-${part} button:not([hidden])`))
    .find(Boolean)

export function doing(page) {
  const say = (sentence) => page.refuse(sentence)
  const ofPage = {
    next: () => page.goToOpen(1),
    before: () => page.goToOpen(-1),
    filters: () => page.bar.goToFilters(),
    find: () => page.bar.findField.select(),
    concordance: () => page.concordance.open(),
    preview: () => page.side.toggle(),
    help: () => document.getElementById("keys").showModal(),
  }
  const ofRow = {
    save: (row) => page.saveAndGoOn(row),
    buttons: (row) => (firstButton(row) ? firstButton(row).focus() : say(texts.noButtons)),
    leave: (row) => row.element.focus({ preventScroll: true }),
    copy: (row) => (row.read ? row.replace(row.read) : say(texts.noSource)),
    take: (row, digit) => page.aids.take(row, digit) || say(texts.noSuggestion),
    term: (row) => page.aids.putTerm(row) || say(texts.noTerm),
    mark: (row) => row.field.placeMark?.() || say(texts.noMark),
    move_mark: (row) => row.field.moveMark() || say(texts.noMarkHere),
    undo: (row) => row.undo(),
    note: (row) => page.aids.notes.open(row),
    past: (row) => page.aids.past.open(row),
    dismiss: (row) => page.aids.dismissFirst(row) || say(texts.noFinding),
  }
  return ({ name, digit }, row) => {
    if (name in ofPage) {
      if (page.rows.length || !["next", "before"].includes(name)) ofPage[name]()
      return true
    }
    if (!row) return false
    if (name in acts) {
      const button = acts[name](row)
      if (!button) {
        if (name === "up" || name === "down") return false
        say(texts.notHere)
        return true
      }
      const made = page.act(row, name)
      if (name === "add") made.focus()
      return true
    }
    if (!(name in ofRow)) return false
    ofRow[name](row, digit)
    return true
  }
}
