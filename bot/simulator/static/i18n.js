// The page's own words in English and Simplified Chinese, and dates in the viewer's locale.

import { english } from "./words-en.js";
import { chinese } from "./words-zh.js";

const BOOKS = { en: english, zh: chinese };
const LOCALES = { en: "en-GB", zh: "zh-CN" };
let language = "en";
let zone;

export const LANGUAGE_CODES = { en: "en", zh: "zh-hans" };

export function setLanguage(code) {
  language = code === "zh" ? "zh" : "en";
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
}

/** Dates are shown in the zone of the world if it names one, else in the browser's. */
export function setZone(name) {
  zone = name || undefined;
}

export const currentLanguage = () => language;

/** The language page texts fall to for a Telegram language code. */
export const languageOf = (code) => (String(code ?? "").toLowerCase().startsWith("zh") ? "zh" : "en");

/** The text of `key` with {name} places filled. */
export function t(key, values = {}) {
  const text = BOOKS[language][key] ?? english[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** The role in the viewer's language as far as this page knows its words ("head · Police"), else as given. */
export const roleText = (role) => String(role ?? "").split(" · ").map(roleWord).join(" · ");

function roleWord(word) {
  const key = `role.${word.trim().toLowerCase()}`;
  return BOOKS[language][key] ?? english[key] ?? word;
}

const format = (date, options) => new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, ...options }).format(date);

const dayKey = (date) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(date);

export const isSameDay = (a, b) => dayKey(a) === dayKey(b);

export const clockTime = (date) => format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export const fullDate = (date) => format(date, { dateStyle: "full", timeStyle: "medium" });

export const clockDate = (date) => format(date, { weekday: "short", day: "numeric", month: "short", year: "numeric" });

/** The day where there is little room. */
export const clockDay = (date) => format(date, { day: "numeric", month: "short" });

/** A day separator: today, yesterday, or the date. */
export function dayName(date, now) {
  if (isSameDay(date, now)) return t("today");
  if (isSameDay(date, new Date(now - 86400000))) return t("yesterday");
  const sameYear = format(date, { year: "numeric" }) === format(now, { year: "numeric" });
  return format(date, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}

/** The time of a chat's last message: clock today, weekday this week, else the date. */
export function shortWhen(date, now) {
  if (isSameDay(date, now)) return clockTime(date);
  if (now - date < 6 * 86400000 && now > date) return format(date, { weekday: "short" });
  return format(date, { day: "numeric", month: "short" });
}

export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const [unit, size] = bytes >= 1048576 ? ["megabyte", bytes / 1048576] : bytes >= 1024 ? ["kilobyte", bytes / 1024] : ["byte", bytes];
  return new Intl.NumberFormat(LOCALES[language], { style: "unit", unit, maximumFractionDigits: size < 10 ? 1 : 0 }).format(size);
}

export const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
