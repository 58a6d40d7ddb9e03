// The lead photo's field: opens the picker, and shows the photo that was chosen.

import { pick } from "../../articles/picker.js";

function set(field, photo) {
  const input = field.querySelector("input");
  const image = field.querySelector("img");
  const missing = field.querySelector(".missing");
  const title = field.querySelector(".photo-picker-title");
  input.value = photo?.id ?? "";
  image.hidden = !photo?.thumbnail;
  image.src = photo?.thumbnail ?? "";
  missing.hidden = !photo || Boolean(photo.thumbnail);
  title.textContent = photo?.title ?? title.dataset.none;
  field.querySelector("[data-act=remove]").hidden = !photo;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

for (const field of document.querySelectorAll(".photo-picker")) {
  const strings = JSON.parse(document.getElementById(field.dataset.strings).textContent);
  field.addEventListener("click", async ({ target }) => {
    const act = target.closest("[data-act]")?.dataset.act;
    if (act === "remove") set(field, null);
    if (act === "choose") {
      const { url, title } = field.dataset;
      const photo = await pick({ url, title, strings });
      if (photo) set(field, photo);
    }
  });
}
