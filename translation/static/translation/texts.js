// What the script says to people, translated by the server and put into the page.

export const texts = JSON.parse(document.getElementById("side-by-side-texts").textContent)

// "{number} of {limit}" with its names filled in.
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
