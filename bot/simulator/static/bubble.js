// Draws one message, or the messages of one album, as a bubble; service messages as a line.

import { openMessageMenu } from "./compose-marks.js";
import { avatar, h, icon, steady } from "./dom.js";
import { richText } from "./entities.js";
import { clockTime, fullDate, t } from "./i18n.js";
import { inlineKeyboard } from "./keyboard.js";
import { withMarks } from "./marks.js";
import { isProtected, isVisual, mediaName, mediaNodes } from "./media.js";
import { bot, dateOf, fullName, membership, person, serviceKind, state } from "./state.js";

const LONG_PRESS_MS = 500;

/** The name of a sender as the world knows the person now. */
export const senderName = (from) => fullName(person(from?.id) ?? from) || t("you");

/** One line about a message, for previews and quotes. */
export function summary(message) {
  if (serviceKind(message)) return serviceText(message);
  const words = message.text ?? message.caption ?? "";
  const media = mediaName(message);
  return hideSpoilers([media, words].filter(Boolean).join(media && words ? " · " : ""), message, media);
}

function hideSpoilers(line, message, media) {
  const entities = (message.entities ?? message.caption_entities ?? []).filter((one) => one.type === "spoiler");
  const shift = media && message.caption ? media.length + 3 : 0;
  return entities.reduce((text, one) => {
    const start = one.offset + shift;
    return text.slice(0, start) + "▒".repeat(one.length) + text.slice(start + one.length);
  }, line);
}

/** The words of a service message. */
export function serviceText(message) {
  const who = senderName(message.from);
  const kind = serviceKind(message);
  if (kind === "new_chat_members" || kind === "new_chat_member") return joinedText(message, who);
  if (kind === "left_chat_member") {
    const whom = message.left_chat_member;
    return whom.id === message.from?.id ? t("service.left", { who }) : t("service.removed", { who, whom: senderName(whom) });
  }
  if (kind === "group_chat_created" || kind === "supergroup_chat_created") return t("service.created", { who, title: message.chat?.title ?? "" });
  if (kind === "migrate_to_chat_id" || kind === "migrate_from_chat_id") return t("service.supergroup");
  if (kind === "pinned_message") return t("service.pinned", { who });
  if (kind === "new_chat_title") return t("service.title", { who, title: message.new_chat_title });
  if (kind === "forum_topic_created") return t("service.topic", { who, title: message.forum_topic_created.name });
  return t("service.other");
}

function joinedText(message, who) {
  const came = message.new_chat_members ?? [message.new_chat_member];
  if (came.length === 1 && came[0].id === message.from?.id) return t("service.joined", { who });
  return t("service.added", { who, whom: came.map(senderName).join(", ") });
}

export function serviceNode(message) {
  return h("div", { class: "service", "data-testid": "service", "data-id": message.message_id }, h("span", {}, serviceText(message)));
}

/** The bubble for `messages` (one, or an album); `run` says whether it is first and last of a run by one sender. */
export function bubbleNode(messages, chat, run) {
  const [message] = messages;
  const own = message.from?.id === state.me;
  const inGroup = chat.type !== "private";
  const shielded = messages.some(isProtected);
  const classes = ["message", own ? "own" : "other", run.first && "first", run.last && "last", shielded && "protected"].filter(Boolean).join(" ");
  const node = h("article", { class: classes, tabindex: "-1", "data-testid": "message", "data-id": message.message_id,
    "data-ids": messages.map((one) => one.message_id).join(" "), "data-from": own ? "me" : message.from?.id === bot().id ? "bot" : "person" },
  inGroup && !own ? (run.last ? avatar(message.from?.id, senderName(message.from), "small", message.from?.id === bot().id ? "bot" : null) : h("span", { class: "avatar-gap" })) : null,
  h("div", { class: "stack" }, bubbleBody(messages, chat, { own, inGroup, shielded, first: run.first }), inlineKeyboard(message)));
  watchMenu(node, message, shielded);
  return node;
}

function bubbleBody(messages, chat, { own, inGroup, shielded, first }) {
  const [message] = messages;
  const spoken = messages.find((one) => one.text ?? one.caption) ?? message;
  const words = spoken.text ?? spoken.caption;
  const bare = !words && messages.some(isVisual);
  const visual = messages.some(isVisual);
  return h("div", { class: ["bubble", visual && "visual", bare && "bare", words && "worded"].filter(Boolean).join(" ") },
    inGroup && !own && first ? senderLine(message, chat) : null,
    forwardLine(message),
    quote(message),
    mediaNodes(messages),
    words ? h("div", { class: "text", "data-testid": "text", dir: "auto" },
      richText(words, spoken.entities ?? spoken.caption_entities, `${chat.id}/${spoken.message_id}`), meta(messages, shielded)) : meta(messages, shielded),
    reactions(message));
}

function forwardLine(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user ? senderName(origin.sender_user) : origin.sender_user_name ?? origin.chat?.title ?? origin.sender_chat?.title ?? "";
  return h("div", { class: "forwarded" }, icon("reply"), t("forwarded", { name }));
}

function senderLine(message, chat) {
  const status = message.from?.id === bot().id ? null : membership(chat, message.from?.id);
  const rank = status === "creator" || status === "owner" ? t("owner") : status === "administrator" ? t("admin") : null;
  return h("div", { class: `sender ink-${steady(message.from?.id, 8)}` }, senderName(message.from), rank ? h("span", { class: "rank" }, rank) : null);
}

function meta(messages, shielded) {
  const [message] = messages;
  const date = dateOf(message);
  const edited = messages.some((one) => one.edited || one.edit_date);
  return h("span", { class: "meta" },
    shielded ? h("span", { class: "lock", role: "img", "aria-label": t("protected"), title: t("protected") }, icon("lock")) : null,
    edited ? h("span", { class: "edited", "data-testid": "edited" }, t("edited")) : null,
    h("time", { datetime: date.toISOString(), title: fullDate(date) }, clockTime(date)));
}

function quote(message) {
  const original = message.reply_to_message;
  if (!original) return null;
  return h("button", { type: "button", class: `quote ink-${steady(original.from?.id, 8)}`, onclick: () => showMessage(original.message_id) },
    h("strong", {}, senderName(original.from)), h("span", {}, withMarks(summary(original))));
}

function reactions(message) {
  const all = (message.reactions ?? []).map((one) => one.emoji ?? one.type?.emoji).filter(Boolean);
  return all.length ? h("div", { class: "reactions" }, all.map((emoji) => h("span", {}, emoji))) : null;
}

/** Scrolls to a message and lets it flash once. */
export function showMessage(id) {
  const node = document.querySelector(`#log [data-ids~="${id}"]`);
  if (!node) return;
  node.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  node.classList.remove("flash");
  void node.offsetWidth;
  node.classList.add("flash");
}

function watchMenu(node, message, shielded) {
  let timer;
  const open = (x, y) => openMessageMenu(message, shielded, { x, y });
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, input, video")) return;
    event.preventDefault();
    const keyed = event.clientX === 0 && event.clientY === 0;
    const place = node.querySelector(".bubble").getBoundingClientRect();
    open(keyed ? place.left + 20 : event.clientX, keyed ? place.top + 20 : event.clientY);
  });
  node.addEventListener("touchstart", (event) => {
    const { clientX, clientY } = event.touches[0];
    timer = setTimeout(() => open(clientX, clientY), LONG_PRESS_MS);
  }, { passive: true });
  for (const name of ["touchend", "touchmove", "touchcancel"]) node.addEventListener(name, () => clearTimeout(timer), { passive: true });
  if (shielded) for (const name of ["copy", "cut", "dragstart", "selectstart"]) node.addEventListener(name, (event) => event.preventDefault());
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== node) return;
    const place = node.querySelector(".bubble").getBoundingClientRect();
    open(place.left + 20, place.top + 20);
  });
}
