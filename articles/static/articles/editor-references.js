// The photo, fact box and also-read blocks: each points at a thing by its id, shows what that is,
// and lets one choose another in the picker.

import { crel, Node, pm } from "django-prose-editor/editor";
import { lookUp, pick } from "./picker.js";

const { TextSelection } = pm.state;

const options = () => ({ label: "", url: "", strings: {} });

function reference(attribute) {
  return {
    default: null,
    parseHTML: (element) => element.getAttribute(attribute),
    renderHTML: ({ ref }) => ({ [attribute]: ref }),
  };
}

async function choose({ url, label, strings }) {
  return pick({ url, title: label, strings });
}

/** Puts a reference behind the block that one is in, or in the place of an empty paragraph, and
    goes on writing below it. */
function insert(editor, name, ref) {
  const { schema, tr, selection } = editor.state;
  const { $to } = selection;
  const block = $to.depth ? $to.node(1) : null;
  const isEmpty = block?.type.name === "paragraph" && block.content.size === 0;
  const after = block ? $to.after(1) : $to.pos;
  const start = isEmpty ? $to.before(1) : after;
  tr.replaceWith(start, after, schema.nodes[name].createAndFill({ ref }));
  const end = start + tr.doc.nodeAt(start).nodeSize;
  if (end === tr.doc.content.size) tr.insert(end, schema.nodes.paragraph.create());
  tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1)));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

/** A button of the menu with its word beside the icon, for no icon says "also read". */
function menuItem(extension, icon) {
  return ({ menu }) => {
    const { label } = extension.options;
    menu.defineItem({
      name: extension.name,
      groups: "references",
      button: crel("button", { type: "button", className: "prose-menubar__button with-word" }, [
        crel("span", { className: "material-icons", textContent: icon, "aria-hidden": "true" }),
        label,
      ]),
      async command(editor) {
        const chosen = await choose(extension.options);
        if (chosen) insert(editor, extension.name, chosen.id);
        else editor.commands.focus();
      },
    });
  };
}

/** Shows the kind, name and picture of what a node points at, with buttons to change or remove. */
class Preview {
  constructor({ editor, getPos, node, settings, icon }) {
    this.settings = settings;
    this.icon = icon;
    this.picture = crel("span", { className: "reference-picture", "aria-hidden": "true" });
    this.title = crel("span", { className: "reference-title" });
    this.detail = crel("span", { className: "reference-detail" });
    this.dom = crel("div", { className: "reference", contentEditable: "false" }, [
      this.picture,
      crel("span", { className: "reference-words" }, [
        crel("span", { className: "reference-kind", textContent: settings.label }),
        this.title,
        this.detail,
      ]),
      crel("span", { className: "reference-acts" }, [
        this.#button(settings.strings.change, async () => {
          const chosen = await choose(settings);
          if (chosen) editor.view.dispatch(editor.state.tr.setNodeAttribute(getPos(), "ref", chosen.id));
          editor.commands.focus();
        }),
        this.#button(settings.strings.remove, () => {
          const start = getPos();
          const end = start + editor.state.doc.nodeAt(start).nodeSize;
          editor.chain().focus().deleteRange({ from: start, to: end }).run();
        }),
      ]),
    ]);
    this.show(node.attrs.ref);
  }

  #button(label, act) {
    const button = crel("button", { type: "button", textContent: label });
    button.addEventListener("click", act);
    return button;
  }

  async show(ref) {
    if (ref === this.ref) return;
    this.ref = ref;
    const { url, strings } = this.settings;
    this.#fill({ title: strings.loading });
    try {
      const found = await lookUp(url, ref);
      if (ref === this.ref) this.#fill(found ?? { title: strings.gone, isAmiss: true });
    } catch {
      if (ref === this.ref) this.#fill({ title: strings.failed, isAmiss: true });
    }
  }

  #fill({ title, detail = "", thumbnail = null, isAmiss = false }) {
    this.title.textContent = title;
    this.detail.textContent = detail;
    this.dom.classList.toggle("is-amiss", isAmiss);
    this.picture.replaceChildren(
      thumbnail
        ? crel("img", { src: thumbnail, alt: "" })
        : crel("span", { className: "material-icons", textContent: this.icon }),
    );
  }
}

const isInButton = (event) => Boolean(event.target.closest?.(".reference-acts"));

const PhotoCaption = Node.create({
  name: "photoCaption",
  content: "inline*",
  defining: true,
  selectable: false,

  parseHTML() {
    return [{ tag: "figcaption", context: "photoFigure/" }];
  },

  renderHTML() {
    return ["figcaption", 0];
  },

  addKeyboardShortcuts() {
    return {
      // A caption is one text: Enter goes on below the picture.
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection;
        if ($from.parent.type !== this.type) return false;
        const end = $from.after(-1);
        return editor
          .chain()
          .insertContentAt(end, { type: "paragraph" })
          .setTextSelection(end + 1)
          .scrollIntoView()
          .run();
      },
      Backspace: ({ editor }) => {
        const { empty, $from } = editor.state.selection;
        if (!empty || $from.parentOffset || $from.parent.type !== this.type) return false;
        return editor.commands.setNodeSelection($from.before(-1));
      },
    };
  },
});

export const PhotoFigure = Node.create({
  name: "photoFigure",
  group: "block",
  // A node of its own for the caption: what turns texts into headings and lists stops at it.
  content: "photoCaption",
  draggable: true,
  isolating: true,
  addOptions: options,

  addExtensions() {
    return [PhotoCaption];
  },

  addAttributes() {
    return { ref: reference("data-photo") };
  },

  parseHTML() {
    return [{ tag: "figure[data-photo]" }];
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, 0];
  },

  addNodeView() {
    return ({ editor, getPos, node }) => {
      const preview = new Preview({ editor, getPos, node, settings: this.options, icon: "image" });
      const contentDOM = crel("div", { className: "reference-caption" });
      contentDOM.dataset.placeholder = this.options.strings.caption ?? "";
      const dom = crel("figure", { className: "reference-block" }, [preview.dom, contentDOM]);
      const markEmpty = ({ textContent }) => dom.classList.toggle("is-uncaptioned", !textContent);
      markEmpty(node);
      return {
        dom,
        contentDOM,
        stopEvent: isInButton,
        ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
        update(changed) {
          if (changed.type !== node.type) return false;
          preview.show(changed.attrs.ref);
          markEmpty(changed);
          return true;
        },
      };
    };
  },

  addMenuItems(storage) {
    menuItem(this, "image")(storage);
  },
});

function pointer({ name, tag, attribute, icon }) {
  return Node.create({
    name,
    group: "block",
    atom: true,
    draggable: true,
    addOptions: options,

    addAttributes() {
      return { ref: reference(attribute) };
    },

    parseHTML() {
      return [{ tag: `${tag}[${attribute}]`, priority: 100 }];
    },

    renderHTML({ HTMLAttributes }) {
      return [tag, HTMLAttributes];
    },

    addNodeView() {
      return ({ editor, getPos, node }) => {
        const preview = new Preview({ editor, getPos, node, settings: this.options, icon });
        const dom = crel("div", { className: "reference-block" }, [preview.dom]);
        return {
          dom,
          stopEvent: isInButton,
          ignoreMutation: () => true,
          update(changed) {
            if (changed.type !== node.type) return false;
            preview.show(changed.attrs.ref);
            return true;
          },
        };
      };
    },

    addMenuItems(storage) {
      menuItem(this, icon)(storage);
    },
  });
}

export const FactBox = pointer({
  name: "factBox",
  tag: "aside",
  attribute: "data-fact-box",
  icon: "fact_check",
});
export const AlsoRead = pointer({
  name: "alsoRead",
  tag: "p",
  attribute: "data-also-read",
  icon: "read_more",
});
