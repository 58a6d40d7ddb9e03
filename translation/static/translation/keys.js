// Which action a key stands for, by the table that the help sheet is made of (translation/keys.py).

const combos = JSON.parse(document.getElementById("workbench-keys").textContent)

const read = (combo) => {
  const parts = combo.split("+")
  return {
    key: parts.at(-1),
    control: parts.includes("Control"),
    alt: parts.includes("Alt"),
    shift: parts.includes("Shift"),
  }
}
const table = Object.entries(combos).map(([name, combo]) => ({ name, ...read(combo) }))

// The name of the action, with the digit where "1" stands for all of them; null for other keys.
export function actionOf(event) {
  // AltGr writes letters.
  if (event.isComposing || event.getModifierState("AltGraph")) return null
  for (const one of table) {
    if (one.control !== (event.ctrlKey || event.metaKey)) continue
    if (one.alt !== event.altKey || one.shift !== event.shiftKey) continue
    const digit = one.key === "1" && event.code.match(/^(?:Digit|Numpad)([1-9])$/)?.[1]
    if (digit) return { name: one.name, digit: Number(digit) }
    // With Alt some keyboards write something else: the key's place tells.
    if (event.key === one.key || event.code === `Key${one.key}`) return { name: one.name }
  }
  return null
}
