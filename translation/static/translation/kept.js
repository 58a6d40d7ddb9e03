// Texts that are not saved yet, kept in this browser by segment, so that neither a dropped network
// nor a closed tab loses a word. The prefix has the person, the story and the language.

export function keptTexts(prefix) {
  return {
    // `after` is the row that a new one stands below.
    set(key, text, seen, after) {
      write(prefix + key, JSON.stringify({ text, seen, after, at: Date.now() }))
    },
    drop(key) {
      write(prefix + key, null)
    },
    all() {
      try {
        return Object.keys(localStorage)
          .filter((name) => name.startsWith(prefix))
          .map((name) => ({ key: name.slice(prefix.length), ...read(name) }))
          .filter((kept) => typeof kept.text === "string")
      } catch {
        return []
      }
    },
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name))
  } catch {
    return {}
  }
}

// A browser may have no room, or be told to keep nothing: then only the open page has the text.
function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(name)
    else localStorage.setItem(name, value)
  } catch {
    /* The row still says that it is not saved. */
  }
}
