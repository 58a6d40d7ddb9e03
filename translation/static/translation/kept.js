// Texts that are not saved yet, kept in this browser by segment, so that neither a dropped network
// nor a closed window loses a word. The prefix has the person, the story and the language.
//
// Each window keeps its texts under a name of its own and drops no other's. It holds a lock by that
// name for as long as it is open: who gets the lock knows that the window is gone and that what it
// has left is nobody's any more.

const ofNow = crypto.getRandomValues(new Uint32Array(2)).join("-")

// "<prefix><key>#<window>"; keys have no "#".
export function keptTexts(prefix) {
  const nameOf = (key) => `${prefix}${key}#${ofNow}`
  navigator.locks?.request(prefix + ofNow, () => new Promise(() => {}))

  // Of one window, newest first.
  function left(from) {
    return names(prefix)
      .map((name) => {
        const [key, by] = name.slice(prefix.length).split("#")
        return { ...read(name), key, by, name }
      })
      .filter((kept) => kept.by === from && typeof kept.text === "string")
      .sort((one, other) => other.at - one.at)
  }

  const asked = new Set([ofNow])
  function ask(from, take) {
    if (asked.has(from)) return
    asked.add(from)
    const tell = () => {
      const found = left(from)
      if (found.length) take(found)
    }
    // Without locks nobody can tell: on opening, what another has left is taken for nobody's.
    if (from && navigator.locks) navigator.locks.request(prefix + from, tell)
    else tell()
  }

  return {
    // `after` is the row that a new one stands below.
    set(key, text, seen, after) {
      write(nameOf(key), JSON.stringify({ text, seen, after, at: Date.now() }))
    },
    drop(key) {
      write(nameOf(key), null)
    },
    // What was told by `follow`, once somebody has chosen.
    dropLeft({ name }) {
      write(name, null)
    },
    // Tells what windows that are gone have left; of those still open, as soon as they close.
    follow(take) {
      const look = (name) => ask(name.slice(prefix.length).split("#")[1], take)
      for (const name of names(prefix)) look(name)
      if (!navigator.locks) return
      addEventListener("storage", ({ key }) => {
        if (key?.startsWith(prefix)) look(key)
      })
    },
  }
}

function names(prefix) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix))
  } catch {
    return []
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
