// Asks for a link's address. Resolves to the address, "" to take the link away, or null.

import { texts } from "./texts.js";

const dialog = document.getElementById("link-dialog")
dialog?.querySelector("input").addEventListener("input", (event) => judge(event.target))

// The browser's own words name no address that would do, and follow its language, not the page's.
function judge(input) {
  input.setCustomValidity("")
  if (input.validity.patternMismatch) input.setCustomValidity(texts.badAddress)
}

// `ofSource` is the address in the source, to be put in the reader's language.
export function askForLink(address, ofSource = "") {
  const input = dialog.querySelector("input")
  input.value = address
  judge(input)
  dialog.querySelector('[value="remove"]').hidden = !address
  dialog.querySelector("[data-of-source]").hidden = !ofSource
  dialog.querySelector("[data-address]").textContent = ofSource
  dialog.returnValue = "cancel"
  dialog.showModal()
  input.select()
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        const typed = input.value.trim()
        if (dialog.returnValue === "remove") resolve("")
        else resolve(dialog.returnValue === "set" && typed ? typed : null)
      },
      { once: true },
    )
  })
}
