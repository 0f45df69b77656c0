// Starts the page: loads the world, draws, then follows what happens.

import { drawChat, prepareChat } from "./chat.js";
import { drawCompose, prepareCompose } from "./compose.js";
import { welcome } from "./guide.js";
import { drawChats, drawPeople } from "./list.js";
import { follow } from "./live.js";
import { changed, choosePerson, isNarrow, loadAllChats, loadWorld, onChange, readPlace, state } from "./state.js";
import { drawTopbar, prepareTopbar } from "./topbar.js";

const RETRY_MS = 1500;

function draw() {
  document.body.dataset.view = state.view;
  drawTopbar();
  drawPeople();
  drawChats();
  drawChat();
  drawCompose();
}

async function load() {
  try {
    await loadWorld();
    state.online = true;
  } catch {
    state.online = false;
    changed();
    await new Promise((resume) => setTimeout(resume, RETRY_MS));
    await load();
  }
}

async function start() {
  prepareTopbar();
  prepareChat();
  prepareCompose();
  onChange(draw);
  await load();
  readPlace();
  if (!state.me && !isNarrow() && state.world.people.length) choosePerson(state.world.people[0].id);
  follow();
  await loadAllChats();
  document.body.classList.add("ready");
  welcome();
  addEventListener("popstate", readPlace);
  document.addEventListener("visibilitychange", () => !document.hidden && changed());
  matchMedia("(max-width: 700px)").addEventListener("change", changed);
}

start();
