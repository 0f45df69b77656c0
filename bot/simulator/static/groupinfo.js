// The chat menu: blocking, the bot's place in a group, and the members with what can be done to them.

import * as api from "./api.js";
import { groupAct, setBlocked } from "./actions.js";
import { menu, menuBelow } from "./dialogs.js";
import { avatar, h, iconButton } from "./dom.js";
import { roleText, t } from "./i18n.js";
import { bot, chatOf, fullName, isIn, me, membership, openChat, person, state } from "./state.js";

const isAdmin = (status) => status === "administrator" || status === "creator" || status === "owner";

/** Opens the menu of the open chat's header. */
export function openChatMenu(button) {
  const chat = openChat();
  if (chat) menuBelow(button, chat.type === "private" ? privateItems() : groupItems(chat));
}

function privateItems() {
  const blocked = Boolean(me()?.blocked);
  return [{ icon: "block", label: t(blocked ? "menu.unblock" : "menu.block"), danger: !blocked, run: () => setBlocked(!blocked), testid: "menu-block" }];
}

const botAct = (action) => () => groupAct((chat) => api.bot(chat, { action, by: state.me }));

function groupItems(chat) {
  const present = isIn(chat.bot_status);
  const admin = isAdmin(chat.bot_status);
  return [
    { icon: "people", label: t("menu.members"), run: () => showMembers(chat.id), testid: "menu-members" },
    present ? null : { icon: "bot", label: t("menu.addBot"), run: botAct("add"), testid: "menu-add-bot" },
    present ? { icon: "star", label: t(admin ? "menu.demoteBot" : "menu.promoteBot"), run: botAct(admin ? "demote" : "promote"), testid: "menu-promote-bot" } : null,
    chat.type === "group" ? { icon: "up", label: t("menu.migrate"), run: () => groupAct((id) => api.migrate(id)), testid: "menu-migrate" } : null,
    present ? { icon: "block", label: t("menu.kickBot"), danger: true, run: botAct("kick"), testid: "menu-kick-bot" } : null,
  ];
}

/** Lists a group's members, and who could be added. */
export function showMembers(chatId) {
  const list = h("div", { class: "member-list" });
  const close = () => dialog.close();
  const dialog = h("dialog", { class: "dialog wide", "aria-label": t("menu.members") });
  const draw = () => drawMembers(chatId, dialog, list, close, draw);
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("close", () => dialog.remove());
  draw();
  document.body.append(dialog);
  dialog.showModal();
}

function drawMembers(chatId, dialog, list, close, draw) {
  const chat = chatOf(chatId) ?? openChat();
  const inside = chat.members.filter((one) => isIn(one.status) && one.id !== bot().id);
  const outside = state.world.people.filter((one) => !isIn(membership(chat, one.id)));
  list.replaceChildren(
    isIn(chat.bot_status) ? row(bot(), isAdmin(chat.bot_status) ? t("admin") : t("chat.bot"), null, "bot") : "",
    ...inside.map((one) => memberRow(chat, one, dialog, draw)),
    outside.length ? h("h3", {}, t("members.add")) : "",
    ...outside.map((one) => addRow(chat, one, draw)));
  dialog.replaceChildren(h("h2", {}, t("members.title", { title: chat.title })), list,
    h("div", { class: "dialog-actions" }, h("button", { type: "button", class: "button main", onclick: close }, t("close"))));
}

function row(one, note, action, badge = null) {
  return h("div", { class: "member-row" }, avatar(one.id, fullName(one), "small", badge),
    h("span", { class: "row-words" }, h("strong", {}, fullName(one)), h("span", {}, note)), action);
}

function memberRow(chat, member, dialog, draw) {
  const one = person(member.id);
  if (!one) return "";
  const rank = member.status === "creator" ? t("owner") : member.status === "administrator" ? t("admin") : null;
  const note = [roleText(one.role), rank].filter(Boolean).join(" · ");
  const act = (action) => () => groupAct((id) => api.member(id, { action, person: one.id, by: state.me })).then(draw);
  const options = [
    rank ? null : { icon: "star", label: t("members.promote"), run: act("promote") },
    member.status === "administrator" ? { icon: "star", label: t("members.demote"), run: act("demote") } : null,
    { icon: "block", label: t("members.remove"), danger: true, run: act("remove") },
  ];
  const open = (event) => {
    const place = event.currentTarget.getBoundingClientRect();
    menu(options, { x: place.right, y: place.bottom, alignRight: true, within: dialog });
  };
  return row(one, note, iconButton("more", t("members.options", { name: fullName(one) }), open, { "aria-haspopup": "menu" }));
}

function addRow(chat, one, draw) {
  const add = () => groupAct((id) => api.member(id, { action: "add", person: one.id, by: state.me })).then(draw);
  return row(one, roleText(one.role), iconButton("plus", `${t("members.add")}: ${fullName(one)}`, add));
}
