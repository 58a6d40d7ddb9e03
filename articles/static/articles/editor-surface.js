// What the editor is to the person before it: named by its label, checked in its language, its
// menu in their own.

import { Extension, Plugin } from "django-prose-editor/editor";

function attributesOf(textarea) {
  const attributes = { role: "textbox", "aria-multiline": "true", spellcheck: "true" };
  const label = textarea.labels?.[0]?.textContent.trim().replace(/:$/, "");
  if (label) attributes["aria-label"] = label;
  if (textarea.lang) attributes.lang = textarea.lang;
  if (textarea.disabled) attributes["aria-disabled"] = "true";
  return attributes;
}

export const Surface = Extension.create({
  name: "surface",

  addProseMirrorPlugins() {
    const textarea = this.editor.options.element?.querySelector?.("textarea");
    if (!textarea) return [];
    const attributes = attributesOf(textarea);
    return [new Plugin({ props: { attributes } })];
  },

  onCreate({ editor }) {
    const textarea = editor.options.element?.querySelector?.("textarea");
    textarea?.labels?.[0]?.addEventListener("click", () => editor.commands.focus());
  },

  addKeyboardShortcuts() {
    // As in word processors: «10 000» must not break over two lines.
    return { "Mod-Shift-Space": ({ editor }) => editor.commands.insertContent("\u00a0") };
  },
});

/** Says what the menu's buttons do in the person's language: the stock ones know English alone. */
export const MenuLabels = Extension.create({
  name: "menuLabels",
  priority: 1,

  addOptions() {
    return { labels: {} };
  },

  onCreate({ editor }) {
    for (const [name, item] of Object.entries(editor.storage.menu?._definedItems ?? {})) {
      const label = this.options.labels[name];
      if (!label || !item.button) continue;
      item.button.title = label;
      item.button.setAttribute("aria-label", label);
    }
  },
});
