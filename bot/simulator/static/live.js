// Follows /sim/events: keeps messages, clock and people current, and says when something arrived elsewhere.

import * as api from "./api.js";
import { roleText, t } from "./i18n.js";
import { bot, changed, chatOf, choosePerson, chatsOf, fullName, isIn, loadAllChats, loadChat, loadWorld, membership, messagesOf,
  person, serviceKind, setNow, state, takeMessage } from "./state.js";
import { toast } from "./dialogs.js";

const waiting = new Map();
const answerWaiters = new Map();
const TYPING_MS = 5500;
let worldWait = null;

/** Starts following; each new connection loads everything, so nothing is missed while it was down. */
export function follow() {
  let first = true;
  api.events(onEvent, (up) => {
    state.online = up;
    changed();
    if (up && !first) catchUp();
    if (up) first = false;
  });
}

async function catchUp() {
  await loadWorld().catch(() => null);
  await loadAllChats();
}

function onEvent(event) {
  const handle = { message: onMessage, edit: onMessage, delete: onMessage, keyboard: onMessage, action: onAction, clock: onClock, answer: onAnswer, commands: onCommands };
  (handle[event.type] ?? onWorld)(event);
}

function onClock(event) {
  setNow(event.now);
  if (!event.now) refreshWorld();
  changed();
}

function onCommands() {
  state.menuVersion += 1;
  refreshWorld();
}

function onAnswer(event) {
  answerWaiters.get(String(event.id))?.();
}

function onAction(event) {
  state.acting.set(event.chat, { action: event.action ?? "typing", until: Date.now() + TYPING_MS });
  setTimeout(changed, TYPING_MS + 50);
  changed();
}

function onWorld(event) {
  refreshWorld();
  if (event.chat && chatOf(event.chat)) queueChat(event.chat, false);
}

function refreshWorld() {
  worldWait ??= setTimeout(async () => {
    worldWait = null;
    const known = new Set(state.world.chats.map((chat) => chat.id));
    await loadWorld().catch(() => null);
    for (const chat of state.world.chats) if (!known.has(chat.id)) queueChat(chat.id, false);
  }, 60);
}

function onMessage(event) {
  if (event.type === "message") state.acting.delete(event.chat);
  if (!chatOf(event.chat)) {
    refreshWorld();
    return;
  }
  if (event.message) announce(event.chat, takeMessage(event.chat, event.message) ? [event.message] : []);
  if (!event.message || event.chat === state.chat) queueChat(event.chat, event.type === "message");
}

/** One load per chat at a time; what comes meanwhile leads to one more load. */
function queueChat(chatId, onlyNew) {
  const entry = waiting.get(chatId);
  if (entry) {
    entry.again = true;
    entry.onlyNew &&= onlyNew;
    return;
  }
  const fresh = { again: false, onlyNew };
  waiting.set(chatId, fresh);
  setTimeout(() => runQueue(chatId, fresh), 30);
}

async function runQueue(chatId, entry) {
  do {
    const onlyNew = entry.onlyNew;
    Object.assign(entry, { again: false, onlyNew: true });
    const arrived = await loadChat(chatId, onlyNew).catch(() => []);
    announce(chatId, arrived);
  } while (entry.again);
  waiting.delete(chatId);
}

function announce(chatId, arrived) {
  if (chatId === state.chat) return;
  const news = arrived.filter((one) => !one.deleted && !serviceKind(one) && one.from?.id !== state.me);
  const chat = chatOf(chatId);
  if (!news.length || !chat) return;
  if (chat.type === "private" && news.every((one) => one.from?.id !== bot().id)) return;
  showNews(chat, news.length);
}

function showNews(chat, count) {
  const reader = readerOf(chat);
  const isPrivate = chat.type === "private" && reader?.id !== state.me;
  const words = (n) => t(`toast.${n > 1 ? "many" : "new"}${isPrivate ? "For" : ""}`,
    { n, chat: chat.type === "private" ? bot().first_name : chat.title, name: nameAndRole(reader) });
  toast(words, { key: `news-${chat.id}`, count, onclick: () => reader && choosePerson(reader.id, chat.id) });
}

function nameAndRole(reader) {
  if (!reader) return "";
  return reader.role ? `${fullName(reader)} · ${roleText(reader.role)}` : fullName(reader);
}

/** Whose phone to take to read this chat: the present person if possible. */
function readerOf(chat) {
  if (chat.type === "private") return person(chat.person ?? chat.id);
  if (isIn(membership(chat, state.me))) return person(state.me);
  return chat.members.filter((one) => isIn(one.status)).map((one) => person(one.id)).find(Boolean) ?? null;
}

/** Waits for the bot's answer to a pressed button; null when none comes in time. */
export async function answerTo(id, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await api.answer(id).catch(() => null);
    if (answer) return answer;
    await new Promise((resume) => {
      const timer = setTimeout(resume, 700);
      answerWaiters.set(String(id), () => {
        clearTimeout(timer);
        resume();
      });
    });
    answerWaiters.delete(String(id));
  }
  return null;
}

/** Is the bot busy in this chat: its action, or null. */
export function actingIn(chatId) {
  const acting = state.acting.get(chatId);
  return acting && acting.until > Date.now() ? acting.action : null;
}

export const lastMessage = (chatId) => messagesOf(chatId).at(-1) ?? null;

/** The person's chats, the newest first, the bot's chat first among silent ones. */
export function sortedChats(personId) {
  const when = (chat) => lastMessage(chat.id)?.date ?? (chat.type === "private" ? 1 : 0);
  return [...chatsOf(personId)].sort((a, b) => (when(a) < when(b) ? 1 : when(a) > when(b) ? -1 : 0));
}
