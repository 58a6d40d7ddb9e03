// The form of a story. Makes tabs of the languages, hides the languages that a new story is not
// written in, and warns before unsaved text is left behind. Without it the form is one long page.

function makeTabs(text, sides) {
  const memory = `tab of ${location.pathname}`;
  const list = document.createElement("div");
  list.className = "story-tabs";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", text.dataset.tabsLabel);

  const tabs = sides.map((side, index) => {
    side.setAttribute("role", "tabpanel");
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `${side.id}-tab`;
    tab.textContent = side.dataset.name;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", side.id);
    tab.classList.toggle("has-errors", Boolean(side.querySelector(".errorlist")));
    side.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => choose(index));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (index + step + sides.length) % sides.length;
      choose(next);
      tabs[next].focus();
    });
    list.append(tab);
    return tab;
  });

  function choose(chosen) {
    sides.forEach((side, index) => {
      side.hidden = index !== chosen;
      tabs[index].setAttribute("aria-selected", String(index === chosen));
      tabs[index].tabIndex = index === chosen ? 0 : -1;
    });
    // Open again after saving. Not in the address: the browser would scroll to it.
    sessionStorage.setItem(memory, sides[chosen].id);
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  }

  text.classList.add("has-tabs");
  sides[0].before(list);
  const asked = location.hash.slice(1) || sessionStorage.getItem(memory);
  const wanted = sides.findIndex((side) => side.id === asked);
  const wrong = tabs.findIndex((tab) => tab.classList.contains("has-errors"));
  choose(wrong >= 0 ? wrong : Math.max(wanted, 0));
}

function followSource(form, sides) {
  const chosen = () => form.querySelector("[name=source_language]:checked")?.value;
  const show = () => {
    for (const side of sides) {
      side.hidden = side.dataset.language !== chosen() && !side.querySelector(".errorlist");
    }
  };
  form.addEventListener("change", ({ target }) => target.name === "source_language" && show());
  show();
}

function warnOfUnsavedText(form) {
  let dirty = false;
  form.addEventListener("input", () => (dirty = true));
  form.addEventListener("change", () => (dirty = true));
  form.addEventListener("submit", () => (dirty = false));
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}

const form = document.querySelector("#article_form");
const text = document.querySelector(".story-text");
if (form && text) {
  const sides = [...text.querySelectorAll(".language-side")];
  if (form.querySelector("[name=source_language]")) followSource(form, sides);
  else if (sides.length > 1) makeTabs(text, sides);
  warnOfUnsavedText(form);
}
