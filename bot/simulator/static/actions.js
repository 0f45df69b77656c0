// What the person one plays can do: send, press, open links; failures become a notice, never a silent loss.

import * as api from "./api.js";
import { alertBox, ask, choose, toast } from "./dialogs.js";
import { avatar } from "./dom.js";
import { t } from "./i18n.js";
import { answerTo } from "./live.js";
import { bot, chatsOf, chooseChat, fullName, loadChat, loadWorld, me, state } from "./state.js";

/** Runs an act; shows why it failed. Returns its result, or undefined after a failure. */
export async function attempt(act) {
  try {
    return (await act()) ?? true;
  } catch (error) {
    toast(t("failed", { why: error.message }), { tone: "bad" });
    return undefined;
  }
}

export const sendText = (text, replyTo = null) => {
  const chat = state.chat;
  return attempt(() => api.send(chat, { from: state.me, text, ...(replyTo ? { reply_to: replyTo } : {}) }));
};

/** Presses a callback button; spins until the bot answers, then shows its words. */
export async function pressButton(message, data, node) {
  if (node.classList.contains("busy")) return;
  node.classList.add("busy");
  node.setAttribute("aria-busy", "true");
  const chat = message.chat?.id ?? state.chat;
  const pressed = await attempt(() => api.press(chat, { from: state.me, message_id: message.message_id, data }));
  const answer = pressed?.id === undefined ? null : await answerTo(pressed.id);
  node.classList.remove("busy");
  node.removeAttribute("aria-busy");
  if (pressed?.id !== undefined && !answer) toast(t("noAnswer"), { tone: "bad" });
  if (answer) showAnswer(answer);
}

function showAnswer(answer) {
  if (answer.url) openLink(answer.url);
  if (!answer.text) return;
  if (answer.show_alert) alertBox(answer.text);
  else toast(answer.text, { key: "answer", tone: "answer" });
}

/** A link that leads back into this simulated Telegram, or null. */
function telegramLink(url) {
  try {
    const link = new URL(/^[a-z]+:/i.test(url) ? url : `https://${url}`);
    const inside = link.protocol === "tg:" || ["t.me", "telegram.me"].includes(link.hostname);
    return { link, inside };
  } catch {
    return null;
  }
}

/** Follows a link: deep links to the bot act here, other links open in a new tab after a question. */
export async function openLink(url) {
  const parsed = telegramLink(url);
  if (!parsed) return;
  if (parsed.inside) {
    await openDeepLink(url, parsed.link);
    return;
  }
  if (!["http:", "https:", "tel:", "mailto:"].includes(parsed.link.protocol)) return;
  const yes = await ask({ title: t("link.title"), text: parsed.link.href, actions: [
    { label: t("cancel"), value: null }, { label: t("link.open"), value: true, main: true }] });
  if (yes) window.open(parsed.link.href, "_blank", "noopener,noreferrer");
}

async function openDeepLink(url, link) {
  const from = state.me;
  const group = link.searchParams.has("startgroup") ? await chooseGroup() : null;
  if (link.searchParams.has("startgroup") && !group) return;
  const done = await attempt(() => api.openLink({ from, url, ...(group ? { group } : {}) }));
  if (!done) return;
  await loadWorld();
  const target = group ?? chatsOf(from).find((chat) => chat.type === "private")?.id;
  if (target && state.me === from) chooseChat(target);
}

async function chooseGroup() {
  const groups = chatsOf(state.me).filter((chat) => chat.type !== "private");
  if (!groups.length) {
    toast(t("link.noGroup", { name: fullName(me()) }));
    return null;
  }
  return choose({ title: t("link.group"), options: groups.map((chat) => (
    { value: chat.id, label: chat.title, icon: avatar(chat.id, chat.title, "small") })) });
}

/** Asks for a place and sends it. */
export async function shareLocation(question = t("location.text")) {
  const chat = state.chat;
  const place = await ask({ title: t("location"), text: question, fields: [
    { name: "latitude", label: t("location.latitude"), input: { type: "number", step: "any", min: -90, max: 90, value: "29.5020" } },
    { name: "longitude", label: t("location.longitude"), input: { type: "number", step: "any", min: -180, max: 180, value: "106.5110" } }],
  actions: sendActions() });
  if (!place) return;
  await attempt(() => api.location(chat, { from: state.me, latitude: Number(place.latitude), longitude: Number(place.longitude) }));
}

/** Asks for a phone number and sends it as a contact. */
export async function shareContact(question = t("contact.text")) {
  const chat = state.chat;
  const card = await ask({ title: t("contact"), text: question, fields: [
    { name: "phone", label: t("contact.phone"), input: { type: "tel", value: `+86 130 0000 ${String(1000 + (state.me % 9000))}` } },
    { name: "name", label: t("contact.name"), input: { type: "text", value: me().first_name } }],
  actions: sendActions() });
  if (!card) return;
  await attempt(() => api.contact(chat, { from: state.me, phone_number: card.phone, first_name: card.name }));
}

export const sendActions = () => [
  { label: t("cancel"), value: null }, { label: t("send"), value: true, main: true, testid: "dialog-send" }];

/** Blocks or unblocks the bot for the person one plays. */
export async function setBlocked(on) {
  await attempt(() => api.block(state.me, on));
  await loadWorld();
}

/** Runs a group action, then looks at the world again. */
export async function groupAct(act) {
  const chat = state.chat;
  const done = await attempt(() => act(chat));
  await loadWorld();
  if (done?.id && done.id !== chat) chooseChat(done.id);
  else if (state.chat) await loadChat(state.chat).catch(() => null);
  return done;
}

export const startBot = () => sendText("/start");
export const botName = () => bot().first_name;
