// Files on their way: a strip of previews above the compose box, then an upload as photos, albums or files.

import * as api from "./api.js";
import { attempt, sendActions, shareContact, shareLocation } from "./actions.js";
import { ask, menuAbove } from "./dialogs.js";
import { h, icon, iconButton, reconcile } from "./dom.js";
import { fileSize, t } from "./i18n.js";
import { changed, state } from "./state.js";
import { makeVoice } from "./voice.js";

const PICTURES = new Set(["image/jpeg", "image/png", "image/webp"]);
const ALBUM = 10;
let counter = 0;
export const held = { files: [], asFiles: false };

/** Holds files until the person sends them. */
export function hold(files, asFiles = false) {
  for (const file of files) held.files.push({ file, key: `f${(counter += 1)}`, url: PICTURES.has(file.type) ? URL.createObjectURL(file) : null });
  held.asFiles ||= asFiles;
  changed();
  document.getElementById("text").focus();
}

/** Forgets what was held. */
export function letGo(entry = null) {
  for (const one of held.files) if (!entry || one === entry) if (one.url) URL.revokeObjectURL(one.url);
  held.files = entry ? held.files.filter((one) => one !== entry) : [];
  if (!held.files.length) held.asFiles = false;
  changed();
}

function kindOf({ file }) {
  if (held.asFiles) return "document";
  if (PICTURES.has(file.type)) return "photo";
  if (file.type.startsWith("video/")) return "video";
  if (file.type.startsWith("audio/")) return "audio";
  return "document";
}

/** Uploads what is held, the caption with the first item. Kinds that Telegram mixes in an album stay together. */
export async function sendHeld(caption, replyTo) {
  const from = state.me;
  const chat = state.chat;
  const parts = held.files.map((one) => ({ file: one.file, kind: kindOf(one) }));
  letGo();
  const batches = batchesOf(parts);
  let words = caption;
  for (const batch of batches) {
    const album = batch.length > 1 ? crypto.randomUUID() : undefined;
    for (const run of runsOf(batch)) {
      const files = run.map((part) => part.file);
      const done = await attempt(() => api.media(chat, { from, kind: run[0].kind, files, caption: words, album, replyTo }));
      if (!done) return false;
      words = undefined;
    }
  }
  return true;
}

const family = (kind) => (kind === "video" ? "photo" : kind);

function batchesOf(parts) {
  const batches = [];
  for (const part of parts) {
    const last = batches.at(-1);
    if (last && last.length < ALBUM && family(last[0].kind) === family(part.kind)) last.push(part);
    else batches.push([part]);
  }
  return batches;
}

function runsOf(batch) {
  const runs = [];
  for (const part of batch) {
    if (runs.at(-1)?.[0].kind === part.kind) runs.at(-1).push(part);
    else runs.push([part]);
  }
  return runs;
}

/** Draws the strip of held files. */
export function drawStrip() {
  const strip = document.getElementById("strip");
  strip.hidden = !held.files.length;
  const items = held.files.map((entry) => ({ key: entry.key, sig: `${entry.key}${held.asFiles}${t("remove")}`, build: () => thumb(entry) }));
  if (held.files.some((one) => one.url)) items.push({ key: "as-files", sig: `${held.asFiles}${t("compose.asFiles")}`, build: asFilesBox });
  reconcile(strip, items);
}

function thumb(entry) {
  const picture = entry.url && !held.asFiles;
  const body = picture ? h("img", { src: entry.url, alt: entry.file.name })
    : h("span", { class: "thumb-file" }, icon("file"), h("span", {}, entry.file.name), h("small", {}, fileSize(entry.file.size)));
  return h("div", { class: picture ? "thumb" : "thumb wide", "data-testid": "held" }, body,
    iconButton("close", `${t("remove")} ${entry.file.name}`, () => letGo(entry), { class: "thumb-remove" }));
}

function asFilesBox() {
  const box = h("input", { type: "checkbox", onchange: () => { held.asFiles = box.checked; changed(); } });
  box.checked = held.asFiles;
  return h("label", { class: "as-files" }, box, t("compose.asFiles"));
}

async function recordVoice() {
  const chat = state.chat;
  const from = state.me;
  const chosen = await ask({ title: t("voice.title"), text: t("voice.text"), actions: sendActions(), fields: [
    { name: "seconds", label: t("voice.seconds"), input: { type: "number", min: 1, max: 60, value: "4" } }] });
  if (!chosen) return;
  const file = await makeVoice(Math.min(60, Math.max(1, Number(chosen.seconds) || 4)));
  await attempt(() => api.media(chat, { from, kind: "voice", files: [file] }));
}

/** The menu of the paper clip. */
export function attachMenu(button) {
  const pick = (id) => () => document.getElementById(id).click();
  menuAbove(button, [
    { icon: "photo", label: t("compose.photo"), run: pick("attach-photo"), testid: "attach-menu-photo" },
    { icon: "file", label: t("compose.file"), run: pick("attach-file"), testid: "attach-menu-file" },
    { icon: "mic", label: t("compose.voice"), run: recordVoice, testid: "attach-menu-voice" },
    { icon: "pin", label: t("compose.location"), run: () => shareLocation(), testid: "attach-menu-location" },
    { icon: "person", label: t("compose.contact"), run: () => shareContact(), testid: "attach-menu-contact" },
  ]);
}

/** Takes pasted and dropped files, and those of the file inputs. */
export function prepareAttach() {
  for (const [id, asFiles] of [["attach-photo", false], ["attach-file", true]]) {
    const input = document.getElementById(id);
    input.addEventListener("change", () => {
      hold([...input.files], asFiles);
      input.value = "";
    });
  }
  const area = document.getElementById("conversation");
  area.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    hold([...event.clipboardData.files]);
  });
  area.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    area.classList.add("dropping");
  });
  area.addEventListener("dragleave", (event) => !area.contains(event.relatedTarget) && area.classList.remove("dropping"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("dropping");
    hold([...event.dataTransfer.files]);
  });
}
