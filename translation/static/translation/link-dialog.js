// Asks for a link's address. Resolves to the address, "" to take the link away, or null.

const dialog = document.getElementById("link-dialog")

// `ofSource` is the address in the source, to be put in the reader's language.
export function askForLink(address, ofSource = "") {
  const input = dialog.querySelector("input")
  input.value = address
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
