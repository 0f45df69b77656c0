// The bar on top: the world's clock and its jumps, the language, and what to try.

import * as api from "./api.js";
import { attempt } from "./actions.js";
import { toast } from "./dialogs.js";
import { h } from "./dom.js";
import { showGuide } from "./guide.js";
import { LANGUAGE_CODES, clockDate, clockDay, clockTime, currentLanguage, fullDate, languageOf, setLanguage, t } from "./i18n.js";
import { changed, fullName, loadWorld, me, now, setNow, state } from "./state.js";

const JUMPS = [900, 3600, 86400, 259200, 7776000];
const byId = (id) => document.getElementById(id);

/** Sets up clock, language and help. */
export function prepareTopbar() {
  byId("jumps").append(...JUMPS.map((seconds) => h("button", { type: "button", class: "jump", "data-testid": `clock-${seconds}`, "data-seconds": seconds, onclick: () => jump(seconds) })));
  byId("lang").addEventListener("click", switchLanguage);
  byId("help").addEventListener("click", showGuide);
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
  byId("clock-date").replaceChildren(h("span", { class: "long" }, clockDate(date)), h("span", { class: "short" }, clockDay(date)));
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
