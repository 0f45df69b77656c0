// Turns Telegram text and entities (offsets in UTF-16 units, as strings here are) into nodes.

import { openLink, sendText } from "./actions.js";
import { toast } from "./dialogs.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { withMarks } from "./marks.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const PLAIN = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]，。；：！？）]|\bt\.me\/[^\s<>"]+[^\s<>".,;:!?)\]，。；：！？）])|(^|[\s(（])(\/[a-z][a-z0-9_]{0,31}(?:@\w+)?)(?![\w/])/gi;
const revealed = new Set();

/** The nodes of a formatted text; `key` remembers opened spoilers. */
export function richText(text, entities, key) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return range(text, 0, text.length, sorted, key);
}

function range(text, start, end, entities, key) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at) {
      rest = others;
      continue;
    }
    nodes.push(...plain(text.slice(at, entity.offset)));
    const inner = others.filter((one) => one.offset < stop);
    nodes.push(wrap(entity, text.slice(entity.offset, stop), () => range(text, entity.offset, stop, inner, key), key));
    at = stop;
    rest = others.filter((one) => one.offset >= stop);
  }
  nodes.push(...plain(text.slice(at, end)));
  return nodes;
}

/** Links and commands that the sender did not mark. */
function plain(text) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(PLAIN)) {
    const [whole, url, lead, command] = found;
    nodes.push(...withMarks(text.slice(at, found.index)), ...(url ? [linkNode(url, url)] : [lead, commandNode(command)]));
    at = found.index + whole.length;
  }
  nodes.push(...withMarks(text.slice(at)));
  return nodes.filter((node) => node !== "");
}

function linkNode(url, children) {
  return h("a", { href: url, rel: "noopener noreferrer", class: "link", onclick: (event) => { event.preventDefault(); openLink(url); } }, children);
}

function commandNode(text) {
  return h("button", { type: "button", class: "link command", onclick: () => sendText(text) }, text);
}

function wrap(entity, raw, inside, key) {
  const { type } = entity;
  if (type in TAGS) return h(TAGS[type], {}, inside());
  if (type === "code") return h("code", {}, raw);
  if (type === "pre") return h("pre", {}, h("code", {}, raw));
  if (type === "blockquote" || type === "expandable_blockquote") return h("blockquote", {}, inside());
  if (type === "spoiler") return spoiler(inside(), `${key}/${entity.offset}`);
  if (type === "text_link") return linkNode(entity.url, inside());
  if (type === "url") return linkNode(/^[a-z]+:/i.test(raw) ? raw : `https://${raw}`, raw);
  if (type === "bot_command") return commandNode(raw);
  if (type === "phone_number") return linkNode(`tel:${raw.replace(/[^+\d]/g, "")}`, raw);
  if (type === "email") return linkNode(`mailto:${raw}`, raw);
  if (type === "mention" || type === "text_mention" || type === "hashtag") return h("span", { class: "mention" }, raw);
  return h("span", {}, inside());
}

function spoiler(children, key) {
  const open = revealed.has(key);
  const node = h("span", { class: open ? "spoiler open" : "spoiler", role: "button", tabindex: "0", "aria-label": open ? null : t("hidden") }, h("span", {}, children));
  const show = () => {
    revealed.add(key);
    node.classList.add("open");
    node.removeAttribute("aria-label");
  };
  node.addEventListener("click", (event) => { if (!node.classList.contains("open")) event.stopPropagation(); show(); });
  node.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), show()));
  return node;
}

/** Copies text for the person, and says so. */
export async function copyText(text) {
  await navigator.clipboard.writeText(text).catch(() => null);
  toast(t("copied"), { key: "copied" });
}
