// The conversation: its header, its messages with day lines, and staying at the newest one.

import { bubbleNode, senderName, serviceNode } from "./bubble.js";
import { avatar, h, icon, iconButton, reconcile } from "./dom.js";
import { untoast } from "./dialogs.js";
import { openChatMenu, showMembers } from "./groupinfo.js";
import { currentLanguage, dayName, isSameDay, t } from "./i18n.js";
import { actingIn } from "./live.js";
import { bot, chatTitle, dateOf, fullName, goBack, isIn, markSeen, me, messagesOf, now, openChat, serviceKind, state, unreadOf } from "./state.js";

const RUN_SECONDS = 600;
const NEAR = 120;
let drawn = { place: "", newest: 0 };
let atBottom = true;

const byId = (id) => document.getElementById(id);

/** Sets up scrolling and keys of the conversation. */
export function prepareChat() {
  const scroller = byId("scroller");
  scroller.addEventListener("scroll", () => {
    atBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    drawToBottom();
    if (atBottom) markSeen();
  }, { passive: true });
  byId("to-bottom").addEventListener("click", () => toBottom(true));
  byId("log").addEventListener("keydown", onLogKey);
  new ResizeObserver(() => atBottom && toBottom()).observe(byId("log"));
  new ResizeObserver(() => atBottom && toBottom()).observe(scroller);
}

function onLogKey(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || event.target.closest("button, a, audio, video")) return;
  const all = [...byId("log").querySelectorAll(".message")];
  const here = all.indexOf(document.activeElement);
  const next = all[here < 0 ? all.length - 1 : here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function toBottom(smooth = false) {
  const scroller = byId("scroller");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
}

/** Draws the open conversation, or the hint to choose one. */
export function drawChat() {
  const chat = openChat();
  document.body.classList.toggle("no-chat", !chat);
  byId("nothing").hidden = Boolean(chat);
  byId("conversation").hidden = !chat;
  if (!chat) {
    drawNothing();
    return;
  }
  drawHeader(chat);
  drawLog(chat);
}

function drawNothing() {
  const one = me();
  byId("nothing").replaceChildren(h("div", { class: "nothing-card" }, icon(one ? "chats" : "people"),
    h("strong", {}, t(one ? "chats.choose" : "people.choose")),
    one ? h("span", {}, t("chats.chooseHint", { name: fullName(one) })) : null));
}

function subtitle(chat) {
  const acting = actingIn(chat.id);
  if (acting) return h("span", { class: "acting" }, t(acting.startsWith("upload") ? "chat.uploading" : "chat.typing", { name: bot().first_name }), dots());
  if (chat.type === "private") return me()?.blocked || !isIn(chat.bot_status) ? t("chat.botBlocked") : t("chat.bot");
  const people = chat.members.filter((one) => isIn(one.status) && one.id !== bot().id).length;
  const count = t("chat.members", { n: people + (isIn(chat.bot_status) ? 1 : 0) });
  return isIn(chat.bot_status) ? count : `${count} · ${t("chat.botAbsent")}`;
}

const dots = () => h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));

function drawHeader(chat) {
  const title = chatTitle(chat);
  const line = subtitle(chat);
  const sig = [chat.id, title, line.textContent ?? line, currentLanguage(), chat.type].join("|");
  reconcile(byId("chat-header"), [{ key: "header", sig, build: () => h("div", { class: "header-row" },
    iconButton("back", t("back"), goBack, { class: "icon-button back", "data-testid": "back" }),
    h("button", { type: "button", class: "header-who", onclick: () => chat.type !== "private" && showMembers(chat.id), "aria-disabled": chat.type === "private" ? "true" : null },
      avatar(chat.type === "private" ? bot().id : chat.id, title, "", chat.type === "private" ? "bot" : null),
      h("span", { class: "header-words" }, h("strong", {}, title), h("span", { class: "subtitle", "data-testid": "subtitle" }, line))),
    iconButton("more", t("chat.menu"), (event) => openChatMenu(event.currentTarget), { "data-testid": "chat-menu", "aria-haspopup": "menu" })) }]);
}

/** Groups messages: one item per message or album, with day lines between. */
function items(chat) {
  const list = [];
  const blocks = albums(messagesOf(chat.id));
  blocks.forEach((block, index) => {
    const date = dateOf(block[0]);
    if (!index || !isSameDay(date, dateOf(blocks[index - 1][0]))) list.push(dayItem(date));
    list.push(messageItem(block, chat, { first: !isRun(blocks[index - 1], block), last: !isRun(block, blocks[index + 1]) }));
  });
  return list;
}

function albums(messages) {
  const blocks = [];
  for (const message of messages) {
    const group = message.media_group_id;
    const block = group && blocks.at(-1)?.[0].media_group_id === group ? blocks.at(-1) : null;
    if (block) block.push(message);
    else blocks.push([message]);
  }
  return blocks;
}

function isRun(before, after) {
  if (!before || !after || serviceKind(before[0]) || serviceKind(after[0])) return false;
  const gap = (dateOf(after[0]) - dateOf(before[0])) / 1000;
  return before[0].from?.id === after[0].from?.id && gap < RUN_SECONDS && isSameDay(dateOf(before[0]), dateOf(after[0]));
}

function dayItem(date) {
  const words = dayName(date, now());
  return { key: `day-${date.getTime()}`, sig: words, build: () => h("div", { class: "day" }, h("span", {}, words)) };
}

function messageItem(block, chat, run) {
  const sig = `${state.me}|${currentLanguage()}|${run.first}${run.last}|${senderName(block[0].from)}|${JSON.stringify(block)}`;
  const build = () => (serviceKind(block[0]) ? serviceNode(block[0]) : bubbleNode(block, chat, run));
  return { key: `m-${block[0].message_id}`, sig, build };
}

function drawLog(chat) {
  const place = `${state.me}/${chat.id}`;
  const moved = place !== drawn.place;
  const log = byId("log");
  const newest = messagesOf(chat.id).at(-1);
  const mine = newest && newest.message_id > drawn.newest && newest.from?.id === state.me;
  if (moved) {
    atBottom = true;
    untoast(`news-${chat.id}`);
  }
  log.setAttribute("aria-label", t("chat.log", { title: chatTitle(chat) }));
  const list = items(chat);
  reconcile(log, list.length ? list : [emptyItem(chat)]);
  log.classList.toggle("arriving", !moved && newest?.message_id > drawn.newest);
  drawn = { place, newest: newest?.message_id ?? 0 };
  if (moved || mine || atBottom) toBottom();
  drawToBottom();
  if (atBottom) markSeen();
}

function emptyItem(chat) {
  const title = chat.type === "private" ? t("chat.startTitle") : t("chat.noMessages");
  const words = chat.type === "private" ? bot().description || t("chat.startHint") : null;
  return { key: "empty", sig: `${chat.id}${title}${words}${state.me}`, build: () => h("div", { class: "empty" },
    h("div", { class: "empty-card" }, icon(chat.type === "private" ? "bot" : "chats"), h("strong", {}, title), words ? h("span", {}, words) : null)) };
}

function drawToBottom() {
  const button = byId("to-bottom");
  const below = atBottom ? 0 : unreadOf(state.me, state.chat);
  button.hidden = atBottom;
  button.setAttribute("aria-label", below ? `${t("chat.toBottom")}: ${t("unread", { n: below })}` : t("chat.toBottom"));
  byId("below").hidden = !below;
  byId("below").textContent = String(below);
}

