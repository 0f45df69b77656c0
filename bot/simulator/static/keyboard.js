// Buttons under messages and the keyboard below the compose box.

import { openLink, pressButton, sendText, shareContact, shareLocation } from "./actions.js";
import { h, icon } from "./dom.js";
import { copyText } from "./entities.js";
import { t } from "./i18n.js";

const STYLES = new Set(["danger", "success", "primary"]);
const look = (button) => (STYLES.has(button.style) ? `key ${button.style}` : "key");

/** The rows of buttons under a message, or null. */
export function inlineKeyboard(message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return h("div", { class: "inline-keyboard", "data-testid": "inline-keyboard" }, rows.map((row) =>
    h("div", { class: "key-row" }, row.map((button) => inlineButton(message, button)))));
}

function inlineButton(message, button) {
  const corner = button.url ? "link" : button.copy_text ? "copy" : null;
  const node = h("button", { type: "button", class: look(button), "data-testid": "button",
    onclick: () => actOn(message, button, node) }, h("span", { class: "key-label" }, button.text), corner ? icon(corner, "corner") : null, h("span", { class: "spinner" }));
  return node;
}

function actOn(message, button, node) {
  if (button.url) openLink(button.url);
  else if (button.copy_text) copyText(button.copy_text.text);
  else if (button.callback_data !== undefined) pressButton(message, button.callback_data, node);
}

/** The reply keyboard; `onUsed` runs after a press. */
export function replyKeyboard(markup, onUsed) {
  return h("div", { class: "reply-keyboard", "data-testid": "reply-keyboard" }, markup.keyboard.map((row) =>
    h("div", { class: "key-row" }, row.map((button) => replyButton(typeof button === "string" ? { text: button } : button, onUsed)))));
}

function replyButton(button, onUsed) {
  const act = button.request_contact ? () => shareContact(t("contact.ask"))
    : button.request_location ? () => shareLocation(t("location.ask"))
      : () => sendText(button.text);
  return h("button", { type: "button", class: look(button), "data-testid": "reply-button", onclick: async () => { await act(); onUsed(); } }, h("span", { class: "key-label" }, button.text));
}
