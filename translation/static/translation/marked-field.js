// A segment with marks: a small rich-text editor of one block, without menus. Strong (Ctrl+B),
// emphasised (Ctrl+I) and links (Ctrl+K). The value is inline HTML. The same face as PlainField.

import {
  Bold,
  Document,
  Editor,
  HardBreak,
  History,
  Italic,
  Link,
  Paragraph,
  Text,
} from "django-prose-editor/editor";

import { askForLink } from "./link-dialog.js";

const OneBlock = Document.extend({ content: "paragraph" })

const LinkByKey = Link.extend({
  addKeyboardShortcuts() {
    return { "Mod-k": ({ editor }) => setLink(editor) }
  },
})

const extensions = [
  OneBlock,
  Paragraph,
  Text,
  HardBreak,
  Bold,
  Italic,
  LinkByKey.configure({ openOnClick: false, enableTarget: false, autolink: false }),
  History,
]

function setLink(editor) {
  const isLink = editor.isActive("link")
  if (editor.state.selection.empty && !isLink) return true
  askForLink(editor.getAttributes("link").href ?? "").then((address) => {
    const chain = editor.chain().focus()
    if (isLink) chain.extendMarkRange("link")
    if (address === "") chain.unsetLink().run()
    else if (address !== null) chain.setLink({ href: address }).run()
    else chain.run()
  })
  return true
}

// Pasted paragraphs become one: a segment is one block.
const joined = (html) => html.replace(/<\/(p|h\d|li|div|blockquote)>/gi, " ")

export class MarkedField {
  constructor(textarea, onInput) {
    this.editor = new Editor({
      element: textarea.parentElement,
      extensions,
      content: `<p>${textarea.value}</p>`,
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": textarea.getAttribute("aria-label"),
          spellcheck: "true",
        },
        transformPastedHTML: joined,
        transformPastedText: (text) => text.replace(/[ \t]*[\r\n]+[ \t]*/g, " "),
      },
      onUpdate: onInput,
    })
    textarea.remove()
  }

  get value() {
    if (this.editor.isEmpty) return ""
    return this.editor.getHTML().replace(/^<p>|<\/p>$/g, "")
  }

  set value(html) {
    this.editor.commands.setContent(`<p>${html}</p>`, { emitUpdate: false })
  }

  get length() {
    return this.editor.getText().trim().length
  }

  get hasFocus() {
    return this.editor.isFocused
  }

  focus() {
    // At once: the editor's own command waits for the next frame, and a quick typist does not.
    this.editor.commands.setTextSelection(this.editor.state.doc.content.size)
    this.editor.view.dom.focus({ preventScroll: true })
    this.editor.view.focus()
  }
}
