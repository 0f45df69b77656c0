// Draws the coloured marks itself, as Telegram's apps bring their own pictures: a machine without such a font shows them too.

import { h } from "./dom.js";

const COLOURS = { "🟢": "green", "🟡": "yellow", "🟠": "orange", "🔴": "red", "🔵": "blue", "⚪": "white", "⚫": "black" };
const MARKS = new RegExp(`(${Object.keys(COLOURS).join("|")})`, "u");

/** The text with each mark as a drawn one; the character stays, for copying and for screen readers. */
export const withMarks = (text) => String(text).split(MARKS).filter(Boolean).map((part) =>
  (COLOURS[part] ? h("span", { class: `mark mark-${COLOURS[part]}` }, part) : part));
