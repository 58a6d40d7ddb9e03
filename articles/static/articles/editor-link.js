// Links to the web, a mailbox or this site, as the server keeps them; set in a dialog of one line.

import { crel, Link as StockLink } from "django-prose-editor/editor";

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$|^\/(?![/\\])\S*$/i;

/** What one types, as an address: "example.org/a" and "tips@example.org" are meant as such. */
export function completed(typed) {
  const address = typed.trim();
  if (/^[^\s/:@]+@[^\s/:@]+\.[^\s/:@]+$/.test(address)) return `mailto:${address}`;
  if (/^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:[/?#]\S*)?$/u.test(address)) return `https://${address}`;
  return address;
}

/** Resolves to the address, "" to take the link away, or null where nothing is to happen. */
function askForAddress(present, strings) {
  const input = crel("input", {
    type: "text",
    value: present,
    placeholder: "https://",
    inputMode: "url",
    autocomplete: "off",
    spellcheck: false,
    "aria-label": strings.address,
  });
  const act = (label, value, className = "button quiet") =>
    crel("button", { type: "submit", value, className, textContent: label, formNoValidate: !value });
  const acts = [act(strings.set, "set", "button"), act(strings.cancel, "")];
  if (present) acts.splice(1, 0, act(strings.remove, "remove"));
  const form = crel("form", { method: "dialog" }, [
    crel("h2", { textContent: strings.title }),
    input,
    crel("p", { className: "row" }, acts),
  ]);
  const dialog = crel("dialog", { className: "picker link-picker", "aria-label": strings.title }, [
    form,
  ]);

  form.addEventListener("submit", (event) => {
    const isSet = event.submitter?.value === "set";
    input.setCustomValidity(isSet && !ADDRESS.test(completed(input.value)) ? strings.wrong : "");
    if (isSet && !input.reportValidity()) event.preventDefault();
  });
  form.noValidate = true;
  input.addEventListener("input", () => input.setCustomValidity(""));

  document.body.append(dialog);
  dialog.showModal();
  input.select();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      const answers = { set: completed(input.value), remove: "" };
      resolve(answers[dialog.returnValue] ?? null);
    });
  });
}

export const Link = StockLink.extend({
  addOptions() {
    return {
      ...this.parent?.(),
      defaultProtocol: "https",
      isAllowedUri: (address) => ADDRESS.test(address ?? ""),
      strings: {},
    };
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          const isLink = editor.isActive(this.name);
          if (editor.state.selection.empty && !isLink) return false;
          const { href = "" } = editor.getAttributes(this.name);
          askForAddress(href ?? "", this.options.strings).then((address) => {
            const chain = editor.chain().focus();
            if (isLink && address !== null) chain.extendMarkRange(this.name);
            if (address) chain.setLink({ href: address });
            else if (address === "") chain.unsetLink();
            chain.run();
          });
          return true;
        },
    };
  },
});
