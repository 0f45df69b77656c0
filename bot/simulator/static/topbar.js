// The bar on top: the world's clock and its jumps, the language, and what to try.

import * as api from "./api.js";
import { attempt } from "./actions.js";
import { toast } from "./dialogs.js";
import { h, icon, iconButton } from "./dom.js";
import { LANGUAGE_CODES, clockDate, clockTime, currentLanguage, fullDate, languageOf, setLanguage, t } from "./i18n.js";
import { changed, choosePerson, fullName, loadWorld, me, now, setNow, state } from "./state.js";

const JUMPS = [900, 3600, 86400, 259200, 7776000];
const STEPS = [
  ["1", [/teacher|教师|老师/i]],
  ["2", []],
  ["3", [/officer.*educat|educat.*officer|教育.*工作人员/i, /officer|工作人员/i]],
  ["4", [/supervis|督导/i]],
  ["5", []],
];

const byId = (id) => document.getElementById(id);

/** Sets up clock, language and help. */
export function prepareTopbar() {
  byId("jumps").append(...JUMPS.map((seconds) => h("button", { type: "button", class: "jump", "data-testid": `clock-${seconds}`, "data-seconds": seconds, onclick: () => jump(seconds) })));
  byId("lang").addEventListener("click", switchLanguage);
  byId("help").addEventListener("click", showHelp);
  setLanguage(savedLanguage());
  setInterval(tick, 1000);
}

function savedLanguage() {
  const saved = localStorage.getItem("tipline.language");
  return saved ?? languageOf(navigator.language);
}

let minute = "";

function tick() {
  if (!state.world) return;
  const date = now();
  byId("clock-time").textContent = clockTime(date);
  byId("clock-date").textContent = clockDate(date);
  byId("clock").setAttribute("datetime", date.toISOString());
  byId("clock").title = `${t("clock.title")}: ${fullDate(date)}`;
  const fresh = `${clockTime(date)}${clockDate(date)}`;
  if (minute && minute !== fresh) changed();
  minute = fresh;
}

async function jump(seconds) {
  const moved = await attempt(() => api.clock(seconds));
  if (!moved) return;
  setNow(moved.now);
  changed();
  toast(t("clock.moved", { when: `${clockDate(now())}, ${clockTime(now())}` }), { key: "clock" });
}

async function switchLanguage() {
  const language = currentLanguage() === "en" ? "zh" : "en";
  localStorage.setItem("tipline.language", language);
  setLanguage(language);
  changed();
  const one = me();
  if (!one) return;
  const done = await attempt(() => api.person(one.id, { language_code: LANGUAGE_CODES[language] }));
  if (!done) return;
  await loadWorld();
  toast(t("lang.now", { name: fullName(one) }), { key: "language" });
}

/** Draws the bar in the present language. */
export function drawTopbar() {
  document.title = t("title");
  tick();
  byId("offline").hidden = state.online;
  byId("offline").textContent = t("offline");
  byId("clock-box").setAttribute("aria-label", t("clock.title"));
  for (const button of byId("jumps").children) {
    const { seconds } = button.dataset;
    button.replaceChildren(h("span", { class: "long" }, t(`clock.${seconds}`)), h("span", { class: "short" }, t(`clock.short.${seconds}`)));
    button.setAttribute("aria-label", t("clock.forward", { by: t(`clock.${seconds}`).replace("+", "") }));
  }
  byId("lang").setAttribute("aria-label", t("lang"));
  byId("lang").title = t("lang");
  byId("lang-en").classList.toggle("on", currentLanguage() === "en");
  byId("lang-zh").classList.toggle("on", currentLanguage() === "zh");
  byId("help").setAttribute("aria-label", t("help.button"));
  byId("help-label").textContent = t("help.button");
}

function showHelp() {
  const dialog = h("dialog", { class: "dialog help", "aria-label": t("help.title") });
  const close = () => dialog.close();
  dialog.append(h("div", { class: "help-top" }, h("h2", {}, t("help.title")), iconButton("close", t("close"), close)),
    h("p", { class: "dialog-text" }, t("help.intro")),
    h("ol", { class: "steps" }, STEPS.map(([number, roles]) => h("li", {}, h("span", {}, t(`help.${number}`)), goButton(roles, close)))),
    h("p", { class: "dialog-note" }, t("help.keys")));
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** The first person of the first role that anybody here has. */
function goButton(roles, close) {
  const one = roles.map((role) => state.world?.people.find((candidate) => role.test(candidate.role ?? ""))).find(Boolean);
  if (!one) return null;
  return h("button", { type: "button", class: "go", onclick: () => { close(); choosePerson(one.id); } }, icon("person"), `${t("help.go")}: ${fullName(one)}`);
}
