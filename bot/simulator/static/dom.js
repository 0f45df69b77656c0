// Builds elements without markup strings, and keeps keyed lists in place so that focus and playing media survive.

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element: attributes, on* listeners and children; null and false children are left out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "value") node.value = value;
  else node.setAttribute(name === "className" ? "class" : name, value === true ? "" : String(value));
}

/** An icon of the sprite in index.html; decorative, so hidden from screen readers. */
export function icon(name, extra = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon ${extra}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function iconButton(name, label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}

/** Shows exactly `items` ({key, sig, build}) in `box`: a node is rebuilt only if its signature changed. */
export function reconcile(box, items) {
  const old = box.shown ?? new Map();
  const shown = new Map();
  const focused = box.contains(document.activeElement) ? document.activeElement : null;
  const focusedKey = focused?.closest("[data-key]")?.dataset.key;
  let cursor = box.firstElementChild;
  for (const item of items) {
    const known = old.get(item.key);
    const node = known && known.sig === item.sig ? known.node : build(item);
    shown.set(item.key, { sig: item.sig, node });
    if (known && known.node !== node && known.node.parentNode === box) {
      if (cursor === known.node) cursor = node;
      known.node.replaceWith(node);
    }
    if (node === cursor) cursor = cursor.nextElementSibling;
    else box.insertBefore(node, cursor);
  }
  for (const [key, { node }] of old) if (!shown.has(key)) node.remove();
  box.shown = shown;
  if (focused && !focused.isConnected) shown.get(focusedKey)?.node.focus?.({ preventScroll: true });
}

function build(item) {
  const node = item.build();
  node.dataset.key = item.key;
  return node;
}

/** A number from 0 to `size` - 1 that is the same each time for the same text. */
export function steady(text, size) {
  let sum = 7;
  for (const letter of String(text)) sum = (sum * 31 + letter.codePointAt(0)) >>> 0;
  return sum % size;
}

/** A round avatar: a picture if the person has one, else coloured initials. */
export function avatar(id, name, extra = "", badge = null) {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, " ").trim().split(/\s+/);
  const first = words[0] ?? "?";
  const cjk = /\p{Script=Han}/u.test(first);
  const initials = cjk ? first.slice(-1) : words.slice(0, 2).map((word) => word[0] ?? "").join("").toUpperCase();
  return h("span", { class: `avatar tone-${steady(id, 8)} ${extra}`, "aria-hidden": "true" }, badge ? icon(badge) : initials || "?");
}
