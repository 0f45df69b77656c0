// What to try: the way through the demo, shown by itself to whoever comes for the first time.

import { h, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";
import { chatsOf, choosePerson, fullName, state } from "./state.js";

const WELCOMED = "tipline.welcomed";
const OFFICER = [/officer.*(educat|school)|(educat|school).*officer|教育.*工作人员/i, /officer|工作人员/i];
const STEPS = [
  { key: "1", roles: [/teacher|教师|老师/i] },
  { key: "2", roles: [/head.*(educat|school)|(educat|school).*head|教育.*负责人/i, /^head|负责人/i], inGroup: true },
  { key: "3", roles: OFFICER, inGroup: true },
  { key: "4", roles: [/^supervis|督导|监督/i] },
  { key: "5", roles: OFFICER },
  { key: "6", roles: OFFICER },
  { key: "11", roles: [/officer.*police|police.*officer|公安.*工作人员|警.*工作人员/i, ...OFFICER] },
  { key: "7", roles: [/parent|家长/i] },
  { key: "8", roles: [/teacher|教师|老师/i] },
  { key: "9", roles: [/^supervis|督导|监督/i] },
  { key: "10", roles: [/^supervis|督导|监督/i] },
];

/** Shows the guide once to a browser that has never been here. */
export function welcome() {
  if (localStorage.getItem(WELCOMED) || !state.world?.people.length) return;
  showGuide();
}

/** Shows the guide; each step has a button that takes the right phone, at the right chat. */
export function showGuide() {
  localStorage.setItem(WELCOMED, "1");
  const dialog = h("dialog", { class: "dialog help", "aria-label": t("help.title"), "data-testid": "guide" });
  const close = () => dialog.close();
  dialog.append(h("div", { class: "help-top" }, h("h2", {}, t("help.title")), iconButton("close", t("close"), close)),
    h("p", { class: "dialog-text" }, t("help.intro")),
    h("ol", { class: "steps" }, STEPS.map((step) => h("li", {}, h("span", {}, t(`help.${step.key}`)), goButton(step, close)))),
    h("p", { class: "dialog-note" }, t("help.keys")));
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector(".go")?.focus();
}

/** Leads to the first person of the first role that anybody here has. */
function goButton({ roles, inGroup }, close) {
  const one = roles.map((role) => state.world?.people.find((candidate) => role.test(candidate.role ?? ""))).find(Boolean);
  if (!one) return null;
  const go = () => {
    close();
    choosePerson(one.id, chatsOf(one.id).find((chat) => (chat.type === "private") !== Boolean(inGroup))?.id ?? null);
  };
  return h("button", { type: "button", class: "go", onclick: go }, icon("person"), `${t("help.go")}: ${fullName(one)}`);
}
