// What the body's editor has beside the stock extensions. The exports are named as the extensions
// in `articles/fields.py`; those that the stock also has take their place.

export { BlockId } from "./editor-block-id.js";
export { Link } from "./editor-link.js";
export { Paste } from "./editor-paste.js";
export { AlsoRead, FactBox, PhotoFigure } from "./editor-references.js";
export { MenuLabels, Surface } from "./editor-surface.js";
export { Blockquote, BulletList, ListItem } from "./editor-text-blocks.js";
