// A segment with marks: a small rich-text editor of one block, without menus. Strong (Ctrl+B),
// emphasised (Ctrl+I) and links (Ctrl+K); marks of the source are put and moved by key. The value is
// inline HTML. The same face as PlainField.

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
import { marksOf, missing } from "./marks.js";

const OneBlock = Document.extend({ content: "paragraph" })

const LinkByKey = Link.extend({
  addOptions() {
    return { ...this.parent?.(), sourceMarks: () => [] }
  },
  addKeyboardShortcuts() {
    return { "Mod-k": ({ editor }) => setLink(editor, this.options.sourceMarks()) }
  },
})

const extensions = (sourceMarks) => [
  OneBlock,
  Paragraph,
  Text,
  HardBreak,
  Bold,
  Italic,
  LinkByKey.configure({
    openOnClick: false,
    enableTarget: false,
    autolink: false,
    sourceMarks,
  }),
  History,
]

const NAMES = { strong: "bold", em: "italic", a: "link" }

function setLink(editor, sourceMarks) {
  const isLink = editor.isActive("link")
  if (!isLink && !selectWord(editor)) return true
  const address = editor.getAttributes("link").href ?? ""
  const links = sourceMarks.filter((mark) => mark.tag === "a")
  const before = linksBefore(editor)
  const ofSource = links.find((link) => link.href === address) ?? links[before] ?? null
  askForLink(address || (ofSource?.href ?? ""), ofSource?.href).then((typed) => {
    const chain = editor.chain().focus()
    if (isLink) chain.extendMarkRange("link")
    if (typed === "") chain.unsetLink().run()
    else if (typed !== null) chain.setLink({ href: typed }).run()
    else chain.run()
  })
  return true
}

function linksBefore(editor) {
  const addresses = []
  editor.state.doc.nodesBetween(0, editor.state.selection.from, (node) => {
    const link = node.marks.find((mark) => mark.type.name === "link")
    if (link) addresses.push(link.attrs.href)
  })
  return new Set(addresses).size
}

// Without a selection, the word at the cursor. Says whether there is anything to mark.
function selectWord(editor) {
  const { selection, doc } = editor.state
  if (!selection.empty) return true
  const text = doc.textBetween(1, doc.content.size - 1, "\n", "\n")
  const at = selection.from - 1
  const before = text.slice(0, at).match(/[\p{L}\p{N}’'-]*$/u)[0].length
  const after = text.slice(at).match(/^[\p{L}\p{N}’'-]*/u)[0].length
  if (!before && !after) return false
  editor.commands.setTextSelection({ from: at + 1 - before, to: at + 1 + after })
  return true
}

// Pasted paragraphs become one: a segment is one block.
const BLOCKS =
  "p, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, div, section, article, main, header, footer, aside, " +
  "figure, figcaption, blockquote, pre, address, table, caption, thead, tbody, tfoot, tr, td, th"

function joined(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  const blocks = [...body.querySelectorAll(BLOCKS)]
  if (blocks.length < 2) return html
  for (const block of blocks) block.replaceWith(" ", ...block.childNodes, " ")
  return body.innerHTML
}

export class MarkedField {
  // `source` gives the source's inline HTML as it is now.
  constructor(textarea, onInput, source = () => "") {
    this.source = source
    this.editor = new Editor({
      element: textarea.parentElement,
      extensions: extensions(() => marksOf(source())),
      content: `<p>${textarea.value}</p>`,
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": textarea.getAttribute("aria-label"),
          "aria-describedby": textarea.getAttribute("aria-describedby"),
          spellcheck: "true",
        },
        transformPastedHTML: joined,
        transformPastedText: (text) => text.replace(/[ \t]*[\r\n]+[ \t]*/g, " "),
      },
      onUpdate: onInput,
      onSelectionUpdate: () => this.rememberMark(),
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

  replace(html) {
    this.editor.commands.setContent(`<p>${html}</p>`, { emitUpdate: true })
    this.focus()
  }

  insert(text) {
    this.editor.view.focus()
    this.editor.commands.insertContent({ type: "text", text })
  }

  missingMarks() {
    return missing(this.source(), this.value)
  }

  // The source's next mark, or a given one, on the selection or the word at the cursor. Says whether
  // it was put.
  placeMark(mark = this.missingMarks()[0]) {
    if (!mark || !selectWord(this.editor)) return false
    const attributes = mark.tag === "a" ? { href: mark.href } : {}
    const { to } = this.editor.state.selection
    this.editor.chain().setMark(NAMES[mark.tag], attributes).setTextSelection(to).run()
    this.editor.view.focus()
    return true
  }

  // The mark that the cursor was in last, else the first one, from where it is to the selection or
  // the word at the cursor. Says whether there was one.
  moveMark() {
    const found = this.remembered ?? this.marks()[0]
    if (!found || !selectWord(this.editor)) return false
    const now = this.marks().find((one) => one.mark.eq(found.mark)) ?? null
    if (!now) return false
    const { from, to } = this.editor.state.selection
    const { tr } = this.editor.state
    tr.removeMark(now.from, now.to, now.mark).addMark(from, to, now.mark)
    this.editor.view.dispatch(tr)
    this.editor.commands.setTextSelection(to)
    this.remembered = { ...now, from, to }
    return true
  }

  // Every run of one mark.
  marks() {
    const found = []
    this.editor.state.doc.descendants((node, position) => {
      for (const mark of node.isText ? node.marks : []) {
        const open = found.find((one) => one.to === position && one.mark.eq(mark))
        if (open) open.to = position + node.nodeSize
        else found.push({ mark, from: position, to: position + node.nodeSize })
      }
    })
    return found
  }

  rememberMark() {
    const { from, empty } = this.editor.state.selection
    if (!empty) return
    this.remembered = this.marks().find((one) => one.from < from && from <= one.to) ?? this.remembered
  }
}
