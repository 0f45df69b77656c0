// Shows what messages carry besides text: pictures, albums, films, files, voices, places and contacts.

import * as api from "./api.js";
import { lightbox } from "./dialogs.js";
import { h, icon, steady } from "./dom.js";
import { duration, fileSize, t } from "./i18n.js";
import { state } from "./state.js";

const revealed = new Set();
const BARS = 34;
let playing = null;

export const isProtected = (message) => Boolean(message.has_protected_content || message.protect_content || message.protected);
const isSpoiler = (message) => Boolean(message.has_media_spoiler || message.spoiler);
const address = (file) => api.fileUrl(file.file_id, state.me);
const largest = (sizes) => sizes.reduce((best, one) => (one.width * one.height > best.width * best.height ? one : best));

/** Can this message stand in the grid of an album? */
export const isVisual = (message) => Boolean(message.photo?.length || message.video || message.animation);

/** The short name of what a message carries, for previews. */
export function mediaName(message) {
  if (message.photo?.length) return t("photo");
  for (const kind of ["video", "voice", "audio", "location", "contact", "sticker"]) if (message[kind]) return t(kind);
  if (message.animation || message.video_note) return t("video");
  if (message.document) return message.document.file_name ?? t("document");
  return "";
}

/** The nodes for one message or an album. */
export function mediaNodes(messages) {
  const visual = messages.filter(isVisual);
  const others = messages.filter((one) => !isVisual(one));
  return [visual.length ? grid(visual) : null, others.map(single)];
}

function grid(messages) {
  const alone = messages.length === 1;
  const cells = messages.map((one) => (one.photo?.length ? photoCell(one, alone) : videoCell(one, alone)));
  return h("div", { class: `media-grid count-${Math.min(messages.length, 10)}` }, cells);
}

function shape(node, size, alone) {
  if (!alone || !size?.width || !size?.height) return;
  const ratio = Math.max(0.6, Math.min(2.2, size.width / size.height));
  node.style.aspectRatio = String(ratio);
  node.style.width = `${Math.round(Math.min(400, 400 * Math.min(1, ratio * 1.05)))}px`;
}

function photoCell(message, alone) {
  const size = largest(message.photo);
  const source = address(size);
  const image = h("img", { src: source, alt: message.caption ? "" : t("photo"), draggable: "false", loading: "lazy", "data-testid": "photo" });
  const cell = h("button", { type: "button", class: "media-cell", "data-id": message.message_id }, image);
  shape(cell, size, alone);
  cover(cell, message, t("openPhoto"), () => lightbox(source, t("photo"), isProtected(message)));
  return cell;
}

function videoCell(message, alone) {
  const film = message.video ?? message.animation;
  const node = h("video", { src: address(film), preload: "metadata", playsinline: true, controls: !isSpoiler(message), controlslist: "nodownload", "aria-label": t("video") });
  const cell = h(isSpoiler(message) ? "button" : "div", { class: "media-cell film", "data-id": message.message_id }, node,
    h("span", { class: "film-length" }, icon("video"), duration(film.duration ?? 0)));
  shape(cell, film.width ? film : { width: 16, height: 9 }, alone);
  if (isSpoiler(message)) cover(cell, message, t("play"), () => { node.controls = true; });
  return cell;
}

/** Blurs a spoiler until the first tap; the next tap opens. */
function cover(cell, message, label, open) {
  const key = `${message.chat?.id}/${message.message_id}`;
  const covered = isSpoiler(message) && !revealed.has(key);
  if (covered) cell.append(h("span", { class: "cover" }, icon("eye")));
  cell.classList.toggle("covered", covered);
  cell.setAttribute("aria-label", covered ? t("hidden") : label);
  cell.addEventListener("click", () => {
    if (!cell.classList.contains("covered")) {
      open();
      return;
    }
    revealed.add(key);
    cell.classList.remove("covered");
    cell.setAttribute("aria-label", label);
    cell.querySelector(".cover")?.remove();
  });
}

function single(message) {
  if (message.voice) return voiceNode(message.voice);
  if (message.audio) return voiceNode(message.audio, message.audio.title ?? message.audio.file_name);
  if (message.document) return documentNode(message);
  if (message.location) return placeNode(message.location);
  if (message.contact) return contactNode(message.contact);
  if (message.sticker) return h("div", { class: "sticker" }, message.sticker.emoji ?? t("sticker"));
  return null;
}

function documentNode(message) {
  const file = message.document;
  const name = file.file_name ?? t("document");
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "";
  const inner = [h("span", { class: "file-icon" }, ending || icon("file")),
    h("span", { class: "file-words" }, h("span", { class: "file-name" }, name), h("span", { class: "file-size" }, fileSize(file.file_size)))];
  if (isProtected(message)) return h("div", { class: "file-card" }, inner);
  return h("a", { class: "file-card", href: address(file), download: name, "aria-label": `${t("download")} ${name}` }, inner);
}

function placeNode(place) {
  const words = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  return h("div", { class: "place-card" }, h("div", { class: "place-picture" }, icon("pin")),
    h("div", { class: "place-words" }, h("strong", {}, t("location")), h("span", {}, words)));
}

function contactNode(card) {
  const name = [card.first_name, card.last_name].filter(Boolean).join(" ");
  return h("div", { class: "file-card" }, h("span", { class: "file-icon round" }, icon("person")),
    h("span", { class: "file-words" }, h("span", { class: "file-name" }, name), h("span", { class: "file-size" }, card.phone_number)));
}

function voiceNode(file, title = null) {
  const audio = h("audio", { src: address(file), preload: "none" });
  const button = h("button", { type: "button", class: "voice-button", "aria-label": t("play") }, icon("play"));
  const bars = Array.from({ length: BARS }, (_, index) => h("i", { class: `bar-${1 + steady(`${file.file_unique_id ?? file.file_id}${index}`, 9)}` }));
  const time = h("span", { class: "voice-time" }, duration(file.duration ?? 0));
  button.addEventListener("click", () => toggle(audio));
  audio.addEventListener("timeupdate", () => progress(audio, file, bars, time));
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, () => mark(audio, button));
  return h("div", { class: "voice" }, button, h("div", { class: "voice-words" }, title ? h("span", { class: "file-name" }, title) : h("div", { class: "bars", "aria-hidden": "true" }, bars), time), audio);
}

function toggle(audio) {
  if (!audio.paused) {
    audio.pause();
    return;
  }
  if (playing !== audio) playing?.pause();
  playing = audio;
  audio.play().catch(() => null);
}

function mark(audio, button) {
  const still = audio.paused || audio.ended;
  button.replaceChildren(icon(still ? "play" : "pause"));
  button.setAttribute("aria-label", t(still ? "play" : "pause"));
}

function progress(audio, file, bars, time) {
  const whole = Number.isFinite(audio.duration) ? audio.duration : file.duration || 1;
  bars.forEach((bar, index) => bar.classList.toggle("played", index / BARS < audio.currentTime / whole));
  time.textContent = duration(audio.ended ? file.duration ?? whole : audio.currentTime);
}
