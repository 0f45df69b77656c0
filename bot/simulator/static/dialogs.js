// Toasts, dialogs, menus and the picture viewer.

import { h, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";

const TOAST_MS = 5000;
const SHOWN = 4;
const toasts = new Map();

/** A short notice; `text` may be a function of the count when notices of one key add up. */
export function toast(text, { key = Symbol("toast"), count = 1, onclick = null, tone = "" } = {}) {
  const before = toasts.get(key);
  const total = (before?.total ?? 0) + count;
  const words = typeof text === "function" ? text(total) : text;
  before?.close();
  const close = () => {
    clearTimeout(timer);
    node.remove();
    toasts.delete(key);
  };
  const body = onclick
    ? h("button", { type: "button", class: "toast-body", onclick: () => { close(); onclick(); } }, icon("bell"), words)
    : h("span", { class: "toast-body" }, words);
  const node = h("div", { class: `toast ${tone}`, "data-testid": "toast" }, body);
  const timer = setTimeout(close, TOAST_MS);
  toasts.set(key, { total, close });
  const box = document.getElementById("toasts");
  box.append(node);
  while (box.children.length > SHOWN) box.firstElementChild.remove();
}

/** Takes a notice away before its time. */
export const untoast = (key) => toasts.get(key)?.close();

/** Takes away every notice whose key begins so. */
export function untoastAll(start) {
  for (const [key, one] of [...toasts]) if (String(key.description ?? key).startsWith(start)) one.close();
}

/** A modal dialog; resolves with the form's values, or null when dismissed. */
export function ask({ title, text, fields = [], actions, wide = false, content = null }) {
  const buttons = actions ?? [{ label: t("cancel"), value: null }, { label: t("ok"), value: true, main: true }];
  return new Promise((resolve) => {
    const dialog = h("dialog", { class: `dialog ${wide ? "wide" : ""}`, "aria-label": title ?? text });
    const form = h("form", { method: "dialog" },
      title ? h("h2", {}, title) : null,
      text ? h("p", { class: "dialog-text" }, text) : null,
      fields.map(fieldRow), content,
      h("div", { class: "dialog-actions" }, buttons.map(actionButton)));
    dialog.append(form);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close("null"));
    dialog.addEventListener("close", () => {
      const chosen = buttons[Number(dialog.returnValue)];
      dialog.remove();
      resolve(dialog.returnValue !== "" && chosen?.value ? { ...Object.fromEntries(new FormData(form)), action: chosen.value } : null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function actionButton(action, index) {
  return h("button", {
    type: "submit", value: String(index), class: action.main ? "button main" : "button", autofocus: action.main,
    formnovalidate: !action.value, "data-testid": action.testid,
  }, action.label);
}

function fieldRow(field) {
  return h("label", { class: "field" }, h("span", {}, field.label), h("input", { required: true, ...field.input, name: field.name }));
}

/** Lets one choose from a list in a dialog; resolves with the value or null. */
export function choose({ title, options }) {
  return new Promise((resolve) => {
    let picked = null;
    const dialog = h("dialog", { class: "dialog", "aria-label": title }, h("h2", {}, title),
      h("div", { class: "options" }, options.map((option) =>
        h("button", { type: "button", class: "option", onclick: () => { picked = option.value; dialog.close(); } }, option.icon ?? null, option.label))),
      h("div", { class: "dialog-actions" }, h("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("cancel"))));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); resolve(picked); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** What the bot says with show_alert. */
export const alertBox = (text) => ask({ text, actions: [{ label: t("ok"), value: true, main: true, testid: "alert-ok" }] });

let closeMenu = () => null;

/** A menu at a place on the screen, kept inside it; arrows move, Escape closes. */
export function menu(items, { x, y, alignRight = false, within = document.body }) {
  closeMenu();
  const before = document.activeElement;
  const box = h("div", { class: "menu", role: "menu", onkeydown: (event) => onMenuKey(event, box) }, items.filter(Boolean).map((item) =>
    h("button", { type: "button", role: "menuitem", class: item.danger ? "menu-item danger" : "menu-item", "data-testid": item.testid,
      onclick: () => { closeMenu(); item.run(); } }, icon(item.icon), item.label)));
  const outside = (event) => !box.contains(event.target) && closeMenu();
  closeMenu = () => {
    box.remove();
    document.removeEventListener("pointerdown", outside, true);
    closeMenu = () => null;
    if (before?.isConnected) before.focus({ preventScroll: true });
  };
  within.append(box);
  const left = alignRight ? x - box.offsetWidth : x;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(y, innerHeight - box.offsetHeight - 8))}px`;
  setTimeout(() => document.addEventListener("pointerdown", outside, true), 0);
  box.firstElementChild?.focus();
}

function onMenuKey(event, box) {
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...box.children];
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
}

/** Opens a menu below a button. */
export function menuBelow(button, items, alignRight = true) {
  const place = button.getBoundingClientRect();
  menu(items, { x: alignRight ? place.right : place.left, y: place.bottom + 4, alignRight });
}

/** Opens a menu above a button. */
export function menuAbove(button, items) {
  const place = button.getBoundingClientRect();
  menu(items, { x: place.left, y: place.top - items.filter(Boolean).length * 42 - 20 });
}

/** Shows a picture over everything. */
export function lightbox(source, label, isProtected) {
  const dialog = h("dialog", { class: `lightbox ${isProtected ? "protected" : ""}`, "aria-label": label, onclick: () => dialog.close() },
    h("img", { src: source, alt: label, draggable: "false" }), iconButton("close", t("close"), () => dialog.close(), { class: "icon-button lightbox-close" }));
  if (isProtected) dialog.addEventListener("contextmenu", (event) => event.preventDefault());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
