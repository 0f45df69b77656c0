// The compose box: text, commands, attachments, answering and changing; or the Start and Unblock buttons in its place.

import * as api from "./api.js";
import { attempt, sendText, setBlocked, startBot } from "./actions.js";
import { attachMenu, drawStrip, held, letGo, prepareAttach, sendHeld } from "./attach.js";
import { senderName, summary } from "./bubble.js";
import { clearMarks, editLast, marks, onMark } from "./compose-marks.js";
import { h, icon, iconButton, reconcile } from "./dom.js";
import { currentLanguage, t } from "./i18n.js";
import { replyKeyboard } from "./keyboard.js";
import { bot, isIn, keyboardNow, me, membership, messagesOf, openChat, serviceKind, state } from "./state.js";

const TALLEST = 180;
const drafts = new Map();
const menuOf = { place: "", all: [], open: false, active: -1 };
const folded = new Set();
let place = "";

const byId = (id) => document.getElementById(id);
const box = () => byId("text");

/** Sets up the compose box once. */
export function prepareCompose() {
  byId("compose-form").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  box().addEventListener("keydown", onKey);
  box().addEventListener("input", () => { menuOf.open = box().value.startsWith("/"); menuOf.active = -1; grow(); drawCompose(); });
  byId("attach").addEventListener("click", (event) => attachMenu(event.currentTarget));
  byId("commands").addEventListener("click", () => { menuOf.open = !menuOf.open; menuOf.active = -1; drawCompose(); box().focus(); });
  byId("keyboard-toggle").addEventListener("click", toggleKeyboard);
  onMark(takeMark);
  prepareAttach();
  document.addEventListener("pointerdown", (event) => {
    if (!menuOf.open || event.target.closest("#compose")) return;
    menuOf.open = false;
    drawCompose();
  });
}

function grow() {
  const text = box();
  text.style.height = "auto";
  text.style.height = `${Math.min(TALLEST, text.scrollHeight)}px`;
}

function setText(words) {
  box().value = words;
  grow();
}

function takeMark() {
  if (marks.edit) setText(marks.edit.text ?? marks.edit.caption ?? "");
  if (marks.edit || marks.reply) box().focus();
}

function onKey(event) {
  if (event.isComposing) return;
  if (menuOf.open && onCommandKey(event)) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === "ArrowUp" && !box().value && !marks.edit && !held.files.length) {
    if (editLast()) event.preventDefault();
  } else if (event.key === "Escape") {
    if (marks.edit) setText("");
    clearMarks();
    letGo();
  }
}

async function submit() {
  const text = box().value.trim();
  const reply = marks.reply?.message_id ?? null;
  if (!text && !held.files.length) return;
  const changing = marks.edit;
  setText("");
  menuOf.open = false;
  clearMarks();
  box().focus();
  const done = await deliver(text, reply, changing);
  if (!done && !box().value) setText(text);
}

function deliver(text, reply, changing) {
  if (changing) return attempt(() => api.edit(changing.chat?.id ?? state.chat, { from: state.me, message_id: changing.message_id, text }));
  if (held.files.length) return sendHeld(text, reply);
  return sendText(text, reply);
}

/** Draws everything below the messages. */
export function drawCompose() {
  const chat = openChat();
  if (!chat) return;
  keepDraft();
  loadCommands(chat);
  const mode = modeOf(chat);
  byId("compose-form").hidden = mode !== "write";
  byId("compose-state").hidden = mode === "write";
  if (mode !== "write") drawState(mode);
  drawLabels();
  drawBanner();
  drawStrip();
  drawCommands(mode);
  drawKeyboard(mode);
}

function keepDraft() {
  const here = `${state.me}/${state.chat}`;
  if (here === place) return;
  if (!marks.edit) drafts.set(place, box().value);
  place = here;
  marks.reply = marks.edit = null;
  letGo();
  menuOf.open = false;
  setText(drafts.get(here) ?? "");
  if (matchMedia("(hover: hover) and (min-width: 701px)").matches) queueMicrotask(() => !byId("compose-form").hidden && !document.querySelector("dialog[open]") && focusSoftly());
}

function focusSoftly() {
  if (!document.activeElement?.closest("#people, #chats")) box().focus({ preventScroll: true });
}

function modeOf(chat) {
  if (chat.type !== "private") return isIn(membership(chat, state.me)) ? "write" : "out";
  if (me()?.blocked || !isIn(chat.bot_status)) return "blocked";
  return me()?.started || messagesOf(chat.id).some((one) => !serviceKind(one)) ? "write" : "start";
}

function drawState(mode) {
  const looks = {
    start: () => h("button", { type: "button", class: "big-button", "data-testid": "start", onclick: startBot }, t("chat.start")),
    blocked: () => h("button", { type: "button", class: "big-button", "data-testid": "unblock", onclick: () => setBlocked(false) }, t("chat.unblock")),
    out: () => h("p", { class: "state-note" }, t("chat.notMember")),
  };
  reconcile(byId("compose-state"), [{ key: "state", sig: `${mode}${currentLanguage()}${place}`, build: looks[mode] }]);
}

function drawLabels() {
  box().placeholder = held.files.length ? t("compose.caption") : keyboardNow()?.input_field_placeholder || t("compose.placeholder");
  box().setAttribute("aria-label", t("compose.placeholder"));
  for (const [id, key] of [["attach", "compose.attach"], ["commands", "compose.commands"], ["keyboard-toggle", "compose.keyboard"], ["send", marks.edit ? "save" : "send"]]) {
    byId(id).setAttribute("aria-label", t(key));
    byId(id).title = t(key);
  }
  byId("send").replaceChildren(icon(marks.edit ? "check" : "send"));
  byId("drop-note").textContent = t("compose.drop");
}

function drawBanner() {
  const message = marks.edit ?? marks.reply;
  const banner = byId("banner");
  banner.hidden = !message;
  if (!message) return;
  const title = marks.edit ? t("compose.editing") : t("compose.replying", { name: senderName(message.from) });
  banner.replaceChildren(icon(marks.edit ? "edit" : "reply"), h("span", { class: "banner-words" }, h("strong", {}, title), h("span", {}, summary(message))),
    iconButton("close", t("cancel"), () => { if (marks.edit) setText(""); clearMarks(); }));
}

async function loadCommands(chat) {
  const here = `${state.me}/${chat.id}/${me()?.language_code}/${state.menuVersion}/${chat.type}/${membership(chat, state.me)}`;
  if (menuOf.place === here) return;
  menuOf.place = here;
  const answer = await api.commands(chat.id, state.me, me()?.language_code).catch(() => []);
  menuOf.all = Array.isArray(answer) ? answer : answer?.commands ?? [];
  if (menuOf.open) drawCompose();
}

function matching() {
  const typed = box().value;
  if (!typed.startsWith("/")) return menuOf.all;
  const name = typed.slice(1).split(/[\s@]/)[0].toLowerCase();
  return /\s/.test(typed) ? [] : menuOf.all.filter((one) => one.command.startsWith(name));
}

function drawCommands(mode) {
  const list = menuOf.open && mode === "write" ? matching() : [];
  const panel = byId("command-panel");
  const bare = menuOf.open && mode === "write" && !box().value && !menuOf.all.length;
  panel.hidden = !list.length && !bare;
  byId("commands").setAttribute("aria-expanded", String(!panel.hidden));
  byId("commands").hidden = Boolean(held.files.length);
  panel.replaceChildren(...(bare ? [h("p", { class: "state-note" }, t("compose.noCommands"))] : list.map(commandRow)));
}

function commandRow(one, index) {
  const active = index === menuOf.active;
  return h("button", { type: "button", tabindex: "-1", class: active ? "command-row active" : "command-row", "data-testid": `command-${one.command}`, onclick: () => sendCommand(one) },
    h("strong", {}, `/${one.command}`), h("span", {}, one.description));
}

function commandText(one) {
  return openChat().type === "private" ? `/${one.command}` : `/${one.command}@${bot().username}`;
}

function sendCommand(one) {
  menuOf.open = false;
  setText("");
  sendText(commandText(one));
  box().focus();
  drawCompose();
}

function onCommandKey(event) {
  const list = matching();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && list.length) menuOf.active = (menuOf.active + step + list.length + (menuOf.active < 0 && step < 0 ? 1 : 0)) % list.length;
  else if (event.key === "Tab" && list.length) setText(`${commandText(list[Math.max(0, menuOf.active)])} `);
  else if (event.key === "Enter" && menuOf.active >= 0 && list[menuOf.active]) sendCommand(list[menuOf.active]);
  else if (event.key === "Escape") menuOf.open = false;
  else return false;
  event.preventDefault();
  drawCompose();
  byId("command-panel").querySelector(".active")?.scrollIntoView({ block: "nearest" });
  return true;
}

function toggleKeyboard() {
  if (folded.has(place)) folded.delete(place);
  else folded.add(place);
  drawCompose();
}

function drawKeyboard(mode) {
  const markup = mode === "write" ? keyboardNow() : null;
  const rows = markup?.keyboard ?? [];
  const sig = JSON.stringify(rows);
  if (byId("keyboard").dataset.sig !== `${place}${sig}`) folded.delete(place);
  byId("keyboard").dataset.sig = `${place}${sig}`;
  const shown = rows.length && !folded.has(place);
  byId("keyboard-toggle").hidden = !rows.length;
  byId("keyboard-toggle").setAttribute("aria-expanded", String(Boolean(shown)));
  const fold = () => { if (markup.one_time_keyboard) { folded.add(place); drawCompose(); } };
  reconcile(byId("keyboard"), shown ? [{ key: "rows", sig: `${place}${sig}`, build: () => replyKeyboard(markup, fold) }] : []);
}
