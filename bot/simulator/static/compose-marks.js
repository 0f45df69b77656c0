// What the compose box is about to do besides sending: answering a message or changing one; and the menu that starts it.

import * as api from "./api.js";
import { attempt } from "./actions.js";
import { menu } from "./dialogs.js";
import { copyText } from "./entities.js";
import { t } from "./i18n.js";
import { changed, messagesOf, state } from "./state.js";

/** `reply` and `edit` hold a message or null; never both. */
export const marks = { reply: null, edit: null };
const watchers = [];

export const onMark = (run) => watchers.push(run);

export function mark(kind, message) {
  marks.reply = kind === "reply" ? message : null;
  marks.edit = kind === "edit" ? message : null;
  for (const run of watchers) run();
  changed();
}

export const clearMarks = () => mark(null, null);

const mayEdit = (message) => message.from?.id === state.me && typeof (message.text ?? message.caption) === "string" && !message.forward_origin;

/** Starts changing one's newest text, as the up arrow does. */
export function editLast() {
  const last = messagesOf(state.chat).filter((one) => mayEdit(one) && typeof one.text === "string").at(-1);
  if (last) mark("edit", last);
  return Boolean(last);
}

const removeOwn = (message) => attempt(() => api.remove(message.chat?.id ?? state.chat, { from: state.me, message_id: message.message_id }));

/** The menu of one message; what is protected cannot be copied. */
export function openMessageMenu(message, shielded, place) {
  const text = message.text ?? message.caption;
  menu([
    { icon: "reply", label: t("reply"), run: () => mark("reply", message), testid: "menu-reply" },
    mayEdit(message) ? { icon: "edit", label: t("edit"), run: () => mark("edit", message), testid: "menu-edit" } : null,
    text && !shielded ? { icon: "copy", label: t("copy"), run: () => copyText(text), testid: "menu-copy" } : null,
    message.from?.id === state.me ? { icon: "trash", label: t("delete"), danger: true, run: () => removeOwn(message), testid: "menu-delete" } : null,
  ], place);
}
