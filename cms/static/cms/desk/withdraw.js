/* Says in words, above the button, which versions readers lose and which stay, as they are ticked. */

const form = document.querySelector(".move-form");

function tell() {
  for (const box of form.querySelectorAll('input[name="together"]')) {
    form.querySelector(`[data-taken="${box.value}"]`).hidden = !box.checked;
    form.querySelector(`[data-kept="${box.value}"]`).hidden = box.checked;
  }
}

form.addEventListener("change", tell);
// A browser that comes back to the page brings back the ticks as they were.
window.addEventListener("pageshow", tell);
