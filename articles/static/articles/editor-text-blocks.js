// Lists and quotes as the newsroom has them: one block is one text, so a list item holds one
// paragraph and a quote is one, and neither can take in a photo.

import {
  Blockquote as StockBlockquote,
  BulletList as StockBulletList,
  ListItem as StockListItem,
  textblockTypeInputRule,
  wrappingInputRule,
} from "django-prose-editor/editor";

/** The item's text in a paragraph that carries the item's id. */
function withParagraph(item) {
  let paragraph = item.querySelector(":scope > p");
  if (!paragraph) {
    paragraph = item.ownerDocument.createElement("p");
    paragraph.append(...item.childNodes);
    item.append(paragraph);
  }
  for (const name of ["data-id", "data-only", "data-after"]) {
    if (item.hasAttribute(name)) paragraph.setAttribute(name, item.getAttribute(name));
  }
  return item;
}

export const ListItem = StockListItem.extend({
  content: "paragraph",

  parseHTML() {
    return [{ tag: "li", contentElement: withParagraph }];
  },
});

// "- " stays what it is: that is how one begins a line of dialogue.
export const BulletList = StockBulletList.extend({
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*[*•]\s$/, type: this.type })];
  },
});

export const Blockquote = StockBlockquote.extend({
  content: "inline*",

  addCommands() {
    return {
      setBlockquote:
        () =>
        ({ commands }) =>
          commands.setNode(this.name),
      toggleBlockquote:
        () =>
        ({ commands }) =>
          commands.toggleNode(this.name, "paragraph"),
      unsetBlockquote:
        () =>
        ({ commands }) =>
          commands.setNode("paragraph"),
    };
  },

  addKeyboardShortcuts() {
    return { "Mod-Shift-b": () => this.editor.commands.toggleBlockquote() };
  },

  addInputRules() {
    return [textblockTypeInputRule({ find: /^\s*>\s$/, type: this.type })];
  },
});
