// What the page knows: the world, who one is, the open chat, and every chat's messages. Views listen to changes.

import * as api from "./api.js";
import { setZone } from "./i18n.js";

export const state = {
  world: null,
  me: null,
  chat: null,
  view: "people",
  online: true,
  clockOffset: 0,
  menuVersion: 0,
  books: new Map(),
  keyboards: new Map(),
  acting: new Map(),
  run: null,
  opened: {},
  seen: {},
};

const listeners = [];
let due = false;

function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(`tipline.${name}`)) ?? {};
  } catch {
    return {};
  }
}

function remember(name) {
  try {
    localStorage.setItem(`tipline.${name}`, JSON.stringify(state[name]));
  } catch {
    return;
  }
}

/** Runs `draw` after each change, once for changes made together. */
export const onChange = (draw) => listeners.push(draw);

export function changed() {
  if (due) return;
  due = true;
  setTimeout(() => {
    due = false;
    for (const draw of listeners) draw();
  }, 0);
}

/** The world's time now: the last known, plus what passed since. */
export const now = () => new Date(Date.now() + state.clockOffset);

export function setNow(iso) {
  if (iso) state.clockOffset = new Date(iso) - Date.now();
}

export const person = (id) => state.world?.people.find((one) => one.id === id) ?? null;
export const chatOf = (id) => state.world?.chats.find((one) => one.id === id) ?? null;
export const me = () => person(state.me);
export const openChat = () => chatOf(state.chat);

/** The bot as the person one plays sees it: name and description in the person's language. */
export function bot() {
  const account = state.world?.bot ?? { id: 0, username: "", first_name: "bot" };
  const tongue = (person(state.me)?.language_code ?? "").split("-")[0];
  const words = (field) => account.profile?.[`${field}:${tongue}`] || account.profile?.[`${field}:`];
  return { ...account, first_name: words("name") || account.first_name, description: words("description") };
}

export const fullName = (one) => (one ? [one.first_name, one.last_name].filter(Boolean).join(" ") : "");
export const chatTitle = (chat) => (chat.type === "private" ? bot().first_name : chat.title);

const IN = new Set(["creator", "owner", "administrator", "member", "restricted"]);
export const isIn = (status) => IN.has(status);
export const membership = (chat, id) => chat.members?.find((one) => one.id === id)?.status ?? null;

/** The chats on a person's phone: with the bot, and the groups the person is in. */
export function chatsOf(id) {
  return (state.world?.chats ?? []).filter((chat) => !chat.deleted && !chat.migrated_to).filter((chat) =>
    chat.type === "private" ? (chat.person ?? chat.id) === id : isIn(membership(chat, id)));
}

export const dateOf = (message) => new Date(typeof message.date === "number" ? message.date * 1000 : message.date);

const SERVICE = ["new_chat_members", "new_chat_member", "left_chat_member", "group_chat_created", "supergroup_chat_created",
  "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message", "new_chat_title", "forum_topic_created", "forum_topic_closed",
  "forum_topic_reopened", "forum_topic_edited", "delete_chat_photo"];

/** Which service message this is, or null for an ordinary one. */
export const serviceKind = (message) => SERVICE.find((name) => name in message) ?? (message.service ? "other" : null);

/** The live messages of a chat, oldest first. */
export function messagesOf(chatId) {
  const book = state.books.get(chatId);
  if (!book) return [];
  book.sorted ??= [...book.byId.values()].filter((one) => !one.deleted).sort((a, b) => a.message_id - b.message_id);
  return book.sorted;
}

/** How many messages of others this person has not looked at in this chat. */
export function unreadOf(personId, chatId) {
  const seen = Math.max(state.seen[`${personId}/${chatId}`] ?? 0, chatOf(chatId)?.scenery ?? 0);
  const messages = messagesOf(chatId);
  if (messages.length && seen > (state.books.get(chatId).highest ?? 0)) return 0;
  return messages.filter((one) => one.message_id > seen && one.from?.id !== personId && !serviceKind(one)).length;
}

export const unreadTotal = (personId) => chatsOf(personId).reduce((sum, chat) => sum + unreadOf(personId, chat.id), 0);

/** Marks everything in the open chat as seen by the person who looks. */
export function markSeen() {
  const highest = state.books.get(state.chat)?.highest ?? 0;
  const key = `${state.me}/${state.chat}`;
  if (!state.me || !state.chat || document.hidden || state.seen[key] === highest) return;
  state.seen[key] = highest;
  remember("seen");
  changed();
}

/** What was seen and opened in an earlier world, whose people bore the same ids, says nothing about this one. */
function forgetOtherWorlds(run) {
  if (state.run === run) return;
  Object.assign(state, { run, opened: {}, seen: {}, books: new Map(), keyboards: new Map() });
  if (recall("run") === run) Object.assign(state, { opened: recall("opened"), seen: recall("seen") });
  for (const name of ["run", "opened", "seen"]) remember(name);
}

/** Loads people and chats anew. */
export async function loadWorld() {
  const world = await api.world();
  forgetOtherWorlds(world.run);
  state.world = world;
  setZone(world.time_zone);
  setNow(world.now);
  if (state.me && !person(state.me)) state.me = null;
  if (state.chat && !chatsOf(state.me).some((chat) => chat.id === state.chat)) state.chat = null;
  changed();
}

function viewerOf(chat) {
  if (chat.type === "private") return chat.person ?? chat.id;
  if (isIn(membership(chat, state.me))) return state.me;
  return chat.members?.find((one) => isIn(one.status) && one.id !== bot().id)?.id;
}

function put(book, message) {
  book.byId.set(message.message_id, message);
  book.highest = Math.max(book.highest, message.message_id);
}

/** Loads a chat's messages (only those after the last known if `onlyNew`); returns the ones not known before. */
export async function loadChat(chatId, onlyNew = false) {
  const chat = chatOf(chatId);
  if (!chat) return [];
  const known = state.books.get(chatId);
  const viewer = viewerOf(chat);
  const after = onlyNew && known ? known.highest : undefined;
  const answer = await api.messages(chatId, viewer, after);
  const isWhole = after === undefined;
  const book = isWhole ? { byId: new Map(), highest: 0 } : known;
  const fresh = answer.messages.filter((one) => one.message_id > (known?.highest ?? 0));
  for (const message of answer.messages) put(book, message);
  if (isWhole && known) for (const message of known.byId.values()) if (message.message_id > book.highest) put(book, message);
  book.sorted = null;
  state.books.set(chatId, book);
  state.keyboards.set(`${viewer}/${chatId}`, answer.keyboard ?? null);
  changed();
  return known ? fresh : [];
}

/** Takes one message that an event brought; true if it was not known before. */
export function takeMessage(chatId, message) {
  const book = state.books.get(chatId) ?? { byId: new Map(), highest: 0 };
  const fresh = message.message_id > book.highest;
  put(book, message);
  book.sorted = null;
  state.books.set(chatId, book);
  changed();
  return fresh;
}

export const keyboardNow = () => state.keyboards.get(`${state.me}/${state.chat}`) ?? null;

/** Loads every chat of the world. */
export const loadAllChats = () => Promise.allSettled((state.world?.chats ?? []).map((chat) => loadChat(chat.id)));

/** Becomes another person; their last chat opens, or their only one. */
export function choosePerson(id, chatId = null) {
  state.me = id;
  const chats = chatsOf(id);
  const last = chatId ?? (isNarrow() ? null : state.opened[id]);
  const only = !isNarrow() && chats.length === 1 ? chats[0].id : null;
  state.chat = chats.some((chat) => chat.id === last) ? last : only;
  state.view = state.chat ? "chat" : "chats";
  afterMove();
}

export function chooseChat(id) {
  state.chat = id;
  state.view = "chat";
  afterMove();
}

/** Goes one column back on a small screen. */
export function goBack() {
  state.view = state.view === "chat" ? "chats" : "people";
  if (isNarrow()) state.chat = null;
  afterMove();
}

function afterMove() {
  if (state.chat) {
    state.opened[state.me] = state.chat;
    remember("opened");
    loadChat(state.chat).catch(() => null);
  }
  writePlace();
  changed();
}

export const isNarrow = () => matchMedia("(max-width: 700px)").matches;

function writePlace() {
  const place = `#${[state.me, state.chat].filter((part) => part !== null).join("/")}`;
  if (place !== location.hash) history.pushState(null, "", place);
}

/** Takes person and chat from the address, so that reload and the browser's Back work. */
export function readPlace() {
  const [personId, chatId] = location.hash.slice(1).split("/").filter(Boolean).map(Number);
  state.me = person(personId)?.id ?? null;
  state.chat = state.me && chatsOf(state.me).some((chat) => chat.id === chatId) ? chatId : null;
  state.view = state.chat ? "chat" : state.me ? "chats" : "people";
  if (state.chat) loadChat(state.chat).catch(() => null);
  changed();
}
