// Bylines and the also-read list: arrows in place of numbers for the order, a button in place of
// the tick for taking a row away. Without it the numbers and ticks are there to be filled in.

const SELECTOR = ".story-about .js-inline-admin-formset";

function rowsOf(group) {
  return [...group.querySelectorAll("tr.form-row:not(.empty-form)")];
}

function position(row) {
  return row.querySelector("td.field-position input");
}

function renumber(group) {
  const rows = rowsOf(group);
  rows.forEach((row, index) => {
    const input = position(row);
    if (!input) return;
    input.value = index;
    row.querySelector("[data-act=up]").disabled = index === 0;
    row.querySelector("[data-act=down]").disabled = index === rows.length - 1;
  });
}

function button(className, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.title = label;
  made.setAttribute("aria-label", label);
  return made;
}

function dress(row, words) {
  const input = position(row);
  if (!input || row.classList.contains("has-arrows")) return;
  row.classList.add("has-arrows");
  input.tabIndex = -1;
  const arrows = document.createElement("span");
  arrows.className = "row-arrows";
  for (const act of ["up", "down"]) {
    const arrow = button("", words[act]);
    arrow.dataset.act = act;
    arrows.append(arrow);
  }
  input.after(arrows);
  const tick = row.querySelector("td.delete input[type=checkbox]");
  if (tick) {
    tick.tabIndex = -1;
    const remove = button("row-delete", words.remove);
    remove.dataset.act = "remove";
    remove.setAttribute("aria-pressed", String(tick.checked));
    row.classList.toggle("to-be-deleted", tick.checked);
    tick.after(remove);
  }
}

function act({ target }) {
  const name = target.closest?.("[data-act]")?.dataset.act;
  const row = target.closest?.("tr.form-row");
  if (!name || !row) return;
  const group = row.closest(SELECTOR);
  if (name === "remove") {
    const tick = row.querySelector("td.delete input[type=checkbox]");
    tick.checked = !tick.checked;
    target.setAttribute("aria-pressed", String(tick.checked));
    row.classList.toggle("to-be-deleted", tick.checked);
  } else {
    const rows = rowsOf(group);
    const other = rows[rows.indexOf(row) + (name === "up" ? -1 : 1)];
    if (!other) return;
    if (name === "up") other.before(row);
    else other.after(row);
    renumber(group);
    target.focus();
  }
  row.dispatchEvent(new Event("change", { bubbles: true }));
}

for (const group of document.querySelectorAll(SELECTOR)) {
  const { up, down, remove, add } = document.querySelector(".story-about").dataset;
  const words = { up, down, remove };
  const refresh = () => {
    // The heading says of what; Django's own words would say it again.
    const link = group.querySelector(".add-row a");
    if (link) link.textContent = add;
    rowsOf(group).forEach((row) => dress(row, words));
    renumber(group);
  };
  refresh();
  group.addEventListener("click", act);
  // Django's script puts in its button, and adds and takes away rows, by itself.
  new MutationObserver(refresh).observe(group.querySelector("tbody"), { childList: true });
}
