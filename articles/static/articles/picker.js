// The dialog in which a photo, fact box or story is chosen, and the look-up of what an id stands
// for. Talks JSON with the address it is given: ?q= and ?page= search, ?id= looks up; the answer is
// {results: [{id, title, detail, thumbnail}], more}. `thumbnail` is null where a picture is lacking,
// and not there at all where a thing has none.

const waiting = new Map(); // by address: ids asked for in this turn, so that a page asks once
const known = new Map(); // by address and id: what it stands for, null where it is gone

async function ask(url, parameters, signal) {
  const address = new URL(url, document.baseURI); // which may ask for a language already
  for (const [name, value] of new URLSearchParams(parameters)) {
    address.searchParams.append(name, value);
  }
  const answer = await fetch(address, {
    headers: { Accept: "application/json" },
    signal,
  });
  // Whoever is logged out is led to the page where one logs in.
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return answer.json();
}

async function askTogether(url, ids) {
  await null; // until everything in this turn has asked
  waiting.delete(url);
  const { results } = await ask(
    url,
    [...ids].map((id) => ["id", id]),
  );
  for (const id of ids) known.set(`${url}#${id}`, null);
  for (const one of results) known.set(`${url}#${one.id}`, one);
}

/** What this id stands for, or null where it is gone. Rejects where there is no answer. */
export async function lookUp(url, id) {
  const key = `${url}#${id}`;
  if (known.has(key)) return known.get(key);
  if (!waiting.has(url)) {
    const ids = new Set();
    waiting.set(url, { ids, answer: askTogether(url, ids) });
  }
  const turn = waiting.get(url);
  turn.ids.add(id);
  await turn.answer;
  return known.get(key) ?? null;
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("aria-") || name === "role") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

/** Let the person choose one; resolves to it, or to null when they close the dialog. */
export function pick({ url, title, strings }) {
  return new Picker(url, title, strings).choice;
}

class Picker {
  #page = 1;
  #turn = new AbortController();
  #chosen = null;

  constructor(url, title, strings) {
    this.url = url;
    this.strings = strings;
    this.search = element("input", {
      type: "search",
      className: "picker-search",
      placeholder: strings.search,
      "aria-label": strings.search,
    });
    this.list = element("ul", { className: "picker-results" });
    this.note = element("p", { className: "picker-note", role: "status" });
    this.more = element(
      "button",
      { type: "button", className: "button quiet picker-more", hidden: true },
      strings.more,
    );
    const close = element("button", { type: "button", className: "button quiet" }, strings.cancel);
    this.dialog = element(
      "dialog",
      { className: "picker", "aria-label": title },
      element("header", { className: "picker-head" }, element("h2", {}, title), close),
      this.search,
      this.note,
      this.list,
      this.more,
    );
    close.addEventListener("click", () => this.dialog.close());
    this.#listen();
    this.choice = new Promise((resolve) => {
      this.dialog.addEventListener("close", () => {
        this.#turn.abort();
        this.dialog.remove();
        resolve(this.#chosen);
      });
    });
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.search.focus();
    this.#show();
  }

  #listen() {
    let rest;
    this.search.addEventListener("input", () => {
      clearTimeout(rest);
      rest = setTimeout(() => this.#show(), 200);
    });
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "Enter") return;
      event.preventDefault();
      this.list.querySelector("button")?.focus();
    });
    this.list.addEventListener("keydown", (event) => this.#move(event));
    this.more.addEventListener("click", () => this.#show({ append: true }));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  /** The arrows go through the grid as one sees it, and up from its first row to the search. */
  #move(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    const columns = getComputedStyle(this.list).gridTemplateColumns.split(" ").length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = buttons.indexOf(document.activeElement) + step;
    if (next < 0) this.search.focus();
    else buttons[Math.min(next, buttons.length - 1)].focus();
  }

  async #show({ append = false } = {}) {
    this.#turn.abort();
    const turn = (this.#turn = new AbortController());
    const page = append ? this.#page + 1 : 1;
    this.note.textContent = this.strings.searching;
    try {
      const answer = await ask(this.url, { q: this.search.value, page }, turn.signal);
      const rows = answer.results.map((result) => this.#row(result));
      this.#page = page;
      if (append) this.list.append(...rows);
      else this.list.replaceChildren(...rows);
      this.note.textContent = this.list.children.length ? "" : this.strings.nothing;
      this.more.hidden = !answer.more;
      if (append) rows[0]?.querySelector("button").focus();
    } catch {
      if (!turn.signal.aborted) this.note.textContent = this.strings.failed;
    }
  }

  #row(result) {
    known.set(`${this.url}#${result.id}`, result);
    const button = element("button", { type: "button", className: "picker-result" });
    if (result.thumbnail) {
      button.append(element("img", { src: result.thumbnail, alt: "", loading: "lazy" }));
    } else if (result.thumbnail === null) {
      const icon = { className: "material-icons", textContent: "image", "aria-hidden": "true" };
      button.append(element("span", { className: "picker-no-picture" }, element("span", icon)));
    }
    button.append(
      element("span", { className: "picker-title" }, result.title),
      element("span", { className: "picker-detail" }, result.detail ?? ""),
    );
    button.addEventListener("click", () => {
      this.#chosen = result;
      this.dialog.close();
    });
    return element("li", {}, button);
  }
}
