// Asks the server for one thing, and sorts what can go wrong into three kinds: it cannot be reached,
// it wants a login, or it says no and why.

export class Unreachable extends Error {}

// `isOther` says that somebody else is logged in.
export class LoggedOut extends Error {
  constructor(isOther = false) {
    super()
    this.isOther = isOther
  }
}

export class Refused extends Error {
  constructor(answer) {
    super(answer.error)
    this.answer = answer
    this.code = answer.code
  }
}

const WAIT = 20_000

// Whose page this is: what is written here is never saved in the name of somebody else, who has
// logged in in this browser meanwhile.
const { person } = document.getElementById("segments").dataset

// Read anew each time: a login in another tab changes it.
const csrfToken = () => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? ""

export function ask(url, question) {
  return answerOf(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify(question),
  })
}

// What changes nothing.
export function look(url, named = {}) {
  const query = new URLSearchParams(named).toString()
  return answerOf(query ? `${url}?${query}` : url, { headers: { Accept: "application/json" } })
}

async function answerOf(url, request) {
  let response
  try {
    response = await fetch(url, {
      ...request,
      headers: { ...request.headers, "X-Person": person },
      redirect: "manual",
      signal: AbortSignal.timeout(WAIT),
    })
  } catch (error) {
    throw new Unreachable(error.message)
  }
  const isJson = response.headers.get("Content-Type")?.includes("json")
  // A stale token is answered with a page, not with JSON; a login mends it.
  if (response.status === 403 && !isJson) throw new LoggedOut()
  if (response.status === 401) throw new LoggedOut((await response.json()).code === "other_login")
  if (!isJson) throw new Unreachable(`${response.status}`)
  const answer = await response.json().catch(() => {
    throw new Unreachable("cut off")
  })
  if (!response.ok) throw new Refused(answer)
  return answer
}
