// The two lists on the left: who one can be, and the chats on that person's phone.

import { senderName, summary } from "./bubble.js";
import { untoastAll } from "./dialogs.js";
import { avatar, h, icon, iconButton, reconcile } from "./dom.js";
import { currentLanguage, languageOf, roleText, shortWhen, t } from "./i18n.js";
import { actingIn, lastMessage, sortedChats } from "./live.js";
import { withMarks } from "./marks.js";
import { bot, chatTitle, chooseChat, choosePerson, dateOf, fullName, goBack, me, now, person, serviceKind, state, unreadOf, unreadTotal } from "./state.js";

const SECTIONS = [
  ["agencies", /^(officer|head) · |^(工作人员|负责人) · /i],
  ["oversight", /supervis|oversight|operator|督导|监督|管理/i],
  ["agencies", /officer|agency|head|bureau|police|doctor on duty|prosecut|court|federation|league|committee|机构|工作人员|负责人|民警|检察/i],
  ["reporters", /teacher|parent|child|pupil|student|neighbou?r|mother|father|doctor|nurse|social|reporter|passer|grand|教师|老师|家长|孩子|学生|邻居|医生|护士|报告/i],
];
const ORDER = ["reporters", "agencies", "oversight", "others"];

const sectionOf = (one) => SECTIONS.find(([, words]) => words.test(one.role ?? ""))?.[0] ?? "others";

const badge = (count) => (count ? h("span", { class: "badge", "data-testid": "unread", "aria-label": t("unread", { n: count }) }, count > 99 ? "99+" : String(count)) : null);

/** Draws who one can be, grouped by role. */
export function drawPeople() {
  const people = state.world?.people ?? [];
  document.getElementById("people-title").textContent = t("people.title");
  document.getElementById("people-note").textContent = t("people.note");
  const items = ORDER.flatMap((section) => {
    const inside = people.filter((one) => sectionOf(one) === section);
    return inside.length ? [headingItem(section), ...inside.map(personItem)] : [];
  });
  const list = document.getElementById("people-list");
  list.setAttribute("aria-label", t("people.title"));
  reconcile(list, items.length ? items : [noteItem(t("people.empty"))]);
}

const headingItem = (section) => {
  const words = t(`people.${section}`);
  return { key: `h-${section}`, sig: words, build: () => h("h3", { class: "section" }, h("span", {}, words)) };
};

const noteItem = (words) => ({ key: "note", sig: words, build: () => h("p", { class: "state-note" }, words) });

function personItem(one) {
  const name = fullName(one);
  const chosen = one.id === state.me;
  const count = chosen ? 0 : unreadTotal(one.id);
  const role = roleText(one.role);
  const tongue = languageOf(one.language_code) === "zh" ? "中" : "EN";
  const sig = [name, role, chosen, count, tongue, one.blocked, one.deactivated, currentLanguage()].join("|");
  return { key: `p-${one.id}`, sig, build: () => h("button", { type: "button", class: chosen ? "row chosen" : "row", "aria-current": chosen ? "true" : null,
    "data-testid": `person-${one.id}`, title: role ? `${name} · ${role}` : name, onclick: () => { untoastAll("news-"); choosePerson(one.id); } },
  h("span", { class: "avatar-box" }, avatar(one.id, name, one.deactivated ? "gone" : ""), badge(count)),
  h("span", { class: "row-words" },
    h("span", { class: "row-top" }, h("strong", { class: "person-name" }, name), h("span", { class: "tongue" }, tongue)),
    h("span", { class: "row-note" }, role)),
  badge(count)) };
}

/** Draws the chats of the person one is. */
export function drawChats() {
  const one = me();
  const list = document.getElementById("chats-list");
  drawChatsHeader(one);
  list.setAttribute("aria-label", one ? t("chats.of", { name: fullName(one) }) : t("chats.choose"));
  const chats = one ? sortedChats(one.id) : [];
  reconcile(list, chats.length ? chats.map(chatItem) : [noteItem(t(one ? "chats.none" : "people.choose"))]);
}

function drawChatsHeader(one) {
  const name = one ? fullName(one) : "";
  const role = one ? roleText(one.role) : "";
  const sig = [name, role, currentLanguage()].join("|");
  reconcile(document.getElementById("chats-header"), [{ key: `head-${one?.id}`, sig, build: () => h("div", { class: "header-row" },
    iconButton("back", t("back"), goBack, { class: "icon-button back", "data-testid": "back-people" }),
    one ? avatar(one.id, name, "small") : null,
    h("span", { class: "header-words" }, h("strong", {}, one ? t("chats.title", { name: one.first_name }) : t("chats.choose")), h("span", { class: "subtitle" }, role))) }]);
}

function preview(chat, last) {
  const acting = actingIn(chat.id);
  if (acting) return h("span", { class: "preview acting" }, t(acting.startsWith("upload") ? "chat.uploading" : "chat.typing", { name: bot().first_name }));
  if (!last) return h("span", { class: "preview" }, t("chat.noMessages"));
  const author = last.from?.id === state.me ? t("you") : chat.type === "private" ? null : (person(last.from?.id)?.first_name ?? senderName(last.from));
  const words = summary(last).replace(/\s+/g, " ");
  return h("span", { class: "preview" }, author && !serviceKind(last) ? h("span", { class: "author" }, `${author}: `) : null, withMarks(words));
}

function chatItem(chat) {
  const title = chatTitle(chat);
  const chosen = chat.id === state.chat;
  const last = lastMessage(chat.id);
  const count = unreadOf(state.me, chat.id);
  const when = last ? shortWhen(dateOf(last), now()) : "";
  const sig = [title, chosen, count, when, last && summary(last), last?.from?.id === state.me, actingIn(chat.id), currentLanguage(), state.me].join("|");
  return { key: `c-${chat.id}`, sig, build: () => h("button", { type: "button", class: chosen ? "row chat-row chosen" : "row chat-row", "aria-current": chosen ? "true" : null,
    "data-testid": `chat-${chat.id}`, onclick: () => chooseChat(chat.id) },
  avatar(chat.type === "private" ? bot().id : chat.id, title, "", chat.type === "private" ? "bot" : null),
  h("span", { class: "row-words" },
    h("span", { class: "row-top" }, h("strong", {}, chat.type === "private" ? null : icon("people", "kind"), title), h("time", {}, when)),
    h("span", { class: "row-top" }, preview(chat, last), badge(count)))) };
}
