// Gives every block its id as one types. A block keeps its id through splitting, joining, moving,
// undoing and a change of its kind, since its translation hangs on it. The ids of list items stand
// on their paragraphs here, which stay when a list is made or dissolved; the server moves them out.

import { Extension, Plugin } from "django-prose-editor/editor";

const NUMBERED = ["paragraph", "heading", "blockquote", "photoFigure", "factBox", "alsoRead"];
const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

function newId() {
  const random = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(random, (number) => ALPHABET[number % 36]).join("");
}

function numberedBlocks(doc) {
  const found = [];
  doc.descendants((node, position) => {
    const isNumbered = NUMBERED.includes(node.type.name);
    if (isNumbered) found.push({ node, position, id: node.attrs.blockId });
    return !isNumbered && !node.isTextblock;
  });
  return found;
}

const isBlank = (node) => node.isTextblock && node.content.size === 0;

/** Takes the id from all but one of the blocks that share it. The text keeps it, not the empty
    half that a split at the start leaves; and the original, not its copy. */
function singleOut(blocks, origins) {
  const sharing = Map.groupBy(
    blocks.filter((block) => block.id),
    (block) => block.id,
  );
  for (const [id, candidates] of sharing) {
    if (candidates.length === 1) continue;
    const withText = candidates.filter((block) => !isBlank(block.node));
    const pool = withText.length ? withText : candidates;
    const keeper = pool.find((block) => block.position === origins.get(id)) ?? pool[0];
    for (const block of candidates) if (block !== keeper) block.id = null;
  }
}

/** Gives a text back the id that it had before a change of kind made its block anew, or before it
    was cut out here and put in there. `departed` remembers what has left the document. */
function giveBack(blocks, blocksBefore, departed) {
  const there = new Set(blocks.map(({ id }) => id));
  const wasBlank = new Set();
  for (const { id, node } of blocksBefore) {
    if (isBlank(node)) wasBlank.add(id);
    else if (id && !there.has(id) && node.textContent) departed.set(id, node);
  }
  for (const id of there) departed.delete(id);
  if (!departed.size) return;
  for (const block of blocks) {
    const text = block.node.textContent;
    if (!text || (block.id && !wasBlank.has(block.id))) continue;
    for (const [id, former] of [...departed].reverse()) {
      if (former.textContent !== text) continue;
      block.id = id;
      block.onlyHere = former.attrs.onlyHere;
      departed.delete(id);
      break;
    }
  }
}

function renumber(departed, transactions, before, after) {
  if (!transactions.some((transaction) => transaction.docChanged)) return null;
  const blocksBefore = numberedBlocks(before.doc);
  const origins = new Map(
    blocksBefore.map(({ id, position }) => [
      id,
      transactions.reduce((place, { mapping }) => mapping.map(place), position),
    ]),
  );
  const blocks = numberedBlocks(after.doc);
  singleOut(blocks, origins);
  giveBack(blocks, blocksBefore, departed);

  // One step of history with what caused it, so that undoing brings the old ids back.
  const change = after.tr;
  for (const { node, position, id, onlyHere } of blocks) {
    const wanted = id ?? newId();
    if (wanted !== node.attrs.blockId) change.setNodeAttribute(position, "blockId", wanted);
    if (onlyHere && !node.attrs.onlyHere) change.setNodeAttribute(position, "onlyHere", true);
  }
  return change.docChanged ? change : null;
}

export const BlockId = Extension.create({
  name: "blockId",

  addGlobalAttributes() {
    return [
      {
        types: NUMBERED,
        attributes: {
          blockId: {
            default: null,
            keepOnSplit: false,
            parseHTML: (element) => element.getAttribute("data-id"),
            renderHTML: ({ blockId }) => (blockId ? { "data-id": blockId } : {}),
          },
        },
      },
      {
        types: ["paragraph", "heading", "blockquote"],
        attributes: {
          // A block that only this language has.
          onlyHere: {
            default: false,
            parseHTML: (element) => element.hasAttribute("data-only"),
            renderHTML: ({ onlyHere }) => (onlyHere ? { "data-only": "" } : {}),
          },
          // The block it follows while this language lacks that one.
          following: {
            default: null,
            parseHTML: (element) => element.getAttribute("data-after"),
            renderHTML: ({ following }) => (following ? { "data-after": following } : {}),
          },
        },
      },
    ];
  },

  addProseMirrorPlugins() {
    const departed = new Map();
    return [new Plugin({ appendTransaction: (...change) => renumber(departed, ...change) })];
  },
});
