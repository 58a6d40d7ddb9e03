// Pasted from Word, the web or another system: brought into blocks as `articles.blocks` would do
// it, before the editor's schema cuts it to its own measure.

import { Extension, Plugin } from "django-prose-editor/editor";

const BLOCK = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, table, figure, aside, section, article";
const LEVELS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };

function made(model, tag, ...children) {
  const element = model.ownerDocument.createElement(tag);
  element.append(...children);
  return element;
}

function renamed(element, tag) {
  const other = made(element, tag, ...element.childNodes);
  for (const { name, value } of element.attributes) other.setAttribute(name, value);
  element.replaceWith(other);
  return other;
}

/** What stands in an element, line by line: each block as it is, inline neighbours in a paragraph
    of copies. */
function lines(element) {
  const found = [];
  let inline = null;
  for (const child of element.childNodes) {
    if (child.nodeType === Node.ELEMENT_NODE && child.matches(BLOCK)) {
      inline = null;
      found.push(child);
    } else if (inline || child.textContent.trim()) {
      if (!inline) found.push((inline = made(element, "p")));
      inline.append(child.cloneNode(true));
    }
  }
  return found;
}

/** Word writes lists as paragraphs with a marker that it draws itself. */
function wordLists(body) {
  let list = null;
  for (const paragraph of body.querySelectorAll("p[style*='mso-list'], p[class*='MsoList']")) {
    const marker = paragraph.querySelector("span[style*='mso-list:Ignore'], span[style*='mso-list: Ignore']");
    if (!marker) continue;
    const tag = /^\s*(?:\d+|[a-z]{1,4})[.)]/i.test(marker.textContent) ? "ol" : "ul";
    marker.remove();
    const item = made(paragraph, "li", ...paragraph.childNodes);
    const follows = list?.localName === tag && paragraph.previousElementSibling === list;
    if (follows) {
      list.append(item);
      paragraph.remove();
    } else {
      list = made(paragraph, tag, item);
      paragraph.replaceWith(list);
    }
  }
}

/** One paragraph an item, and no list within a list. */
function flatLists(body) {
  // From the end, and so from within.
  for (const item of [...body.querySelectorAll(":is(ul, ol) > li")].reverse()) {
    const list = item.parentElement;
    const parts = lines(item);
    if (parts.length < 2 && !parts[0]?.matches("ul, ol")) continue;
    const tail = made(item, list.localName);
    while (item.nextSibling) tail.append(item.nextSibling);
    const pieces = parts.map((part) =>
      part.matches("ul, ol") ? part : made(item, list.localName, made(item, "li", part)),
    );
    if (item.dataset.id) pieces[0].firstElementChild.dataset.id = item.dataset.id;
    item.remove();
    list.after(...pieces, tail);
  }
  for (const list of [...body.querySelectorAll("ul, ol")].reverse()) {
    const next = list.nextElementSibling;
    if (next?.localName === list.localName) {
      list.append(...next.children);
      next.remove();
    }
    if (!list.childElementCount) list.remove();
  }
}

/** A quote of several paragraphs is as many quotes. */
function flatQuotes(body) {
  for (const quote of [...body.querySelectorAll("blockquote")].reverse()) {
    const parts = lines(quote);
    if (!parts.length) continue;
    const flat = parts.map((part) =>
      part.matches("p, div") ? made(quote, "blockquote", ...part.childNodes) : part,
    );
    if (quote.dataset.id) flat[0].dataset.id = quote.dataset.id;
    quote.replaceWith(...flat);
  }
}

function cellsToParagraphs(body) {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const cells = [...table.querySelectorAll("caption, th, td")];
    table.replaceWith(...cells.flatMap(lines));
  }
}

export function asBlocks(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll("style, script, title, template")) element.remove();
  for (const heading of body.querySelectorAll("h1, h4, h5, h6")) {
    renamed(heading, LEVELS[heading.tagName]);
  }
  cellsToParagraphs(body);
  wordLists(body);
  flatLists(body);
  flatQuotes(body);
  return body.innerHTML;
}

export const Paste = Extension.create({
  name: "pasteAsBlocks",

  addProseMirrorPlugins() {
    const transformPastedHTML = (html) => (html.includes("data-pm-slice") ? html : asBlocks(html));
    return [new Plugin({ props: { transformPastedHTML } })];
  },
});
