// Rows of blocks that only the translation has: a new one below another row, and one that moves.

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"

function newId() {
  const random = crypto.getRandomValues(new Uint8Array(8))
  return Array.from(random, (number) => ALPHABET[number % 36]).join("")
}

// "article:<uuid>:body:<id>", or of the fact box that the row above is a block of.
function newKey(above) {
  const [thing, pk] = above.dataset.key.split(":")
  return `${thing}:${pk}:body:${newId()}`
}

// A blank row, in the page.
export function newRowBelow(above, key = newKey(above)) {
  const group = document.getElementById("template-only").content.cloneNode(true).firstElementChild
  const row = group.querySelector(".segment")
  row.id = key
  row.dataset.key = key
  row.removeAttribute("data-done")
  row.querySelector(".segment-source").id = `source:${key}`
  row.querySelector("textarea").setAttribute("aria-describedby", `source:${key}`)
  group.dataset.kind = key.startsWith("fact_box:") ? "fact_box" : "text"
  placeAfter(row, above)
  return row
}

// Within the group of the row above where both are of a kind, else in one of its own behind it.
export function placeAfter(row, above) {
  const list = document.getElementById("segments")
  const kind = row.dataset.key.startsWith("fact_box:") ? "fact_box" : "text"
  const left = row.closest(".segment-group")
  const group = above?.closest(".segment-group")
  if (group?.dataset.kind === kind) {
    above.after(row)
  } else {
    const own = document.createElement("section")
    own.className = "segment-group"
    own.dataset.kind = kind
    const rows = document.createElement("div")
    rows.className = "segment-rows"
    rows.append(row)
    own.append(rows)
    if (group) group.after(own)
    else list.querySelector(".segment-columns").after(own)
  }
  if (left?.isConnected) left.hidden = !left.querySelector(".segment")
}
