// Speaks the simulator's /sim HTTP API and nothing else.

/** An answer that refuses; `message` is what the simulator said. */
export class Refused extends Error {}

async function ask(path, options = {}) {
  const answer = await fetch(`/sim${path}`, { cache: "no-store", ...options });
  const text = await answer.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    body = null;
  }
  if (!answer.ok) throw new Refused(body?.description ?? body?.error ?? `${answer.status}`);
  return body;
}

const post = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));

export const world = () => ask("/world");
export const messages = (chat, viewer, after) => ask(`/chats/${chat}/messages?${query({ viewer, after })}`);
export const commands = (chat, viewer, language) => ask(`/commands/${chat}?${query({ viewer, language_code: language })}`);
export const send = (chat, body) => post(`/chats/${chat}/send`, body);
export const edit = (chat, body) => post(`/chats/${chat}/edit`, body);
export const remove = (chat, body) => post(`/chats/${chat}/remove`, body);
export const press = (chat, body) => post(`/chats/${chat}/press`, body);
export const answer = (id) => ask(`/answers/${id}`);
export const location = (chat, body) => post(`/chats/${chat}/location`, body);
export const contact = (chat, body) => post(`/chats/${chat}/contact`, body);
export const openLink = (body) => post("/links/open", body);
export const bot = (chat, body) => post(`/chats/${chat}/bot`, body);
export const member = (chat, body) => post(`/chats/${chat}/members`, body);
export const migrate = (chat) => post(`/chats/${chat}/migrate`);
export const person = (id, body) => post(`/people/${id}`, body);
export const block = (id, on) => post(`/people/${id}/${on ? "block" : "unblock"}`);
export const clock = (seconds) => post("/clock", { seconds });

/** Uploads files of one kind; items that share `album` are shown as one. */
export function media(chat, { from, kind, files, caption, album, replyTo }) {
  const form = new FormData();
  form.append("from", from);
  form.append("kind", kind);
  if (caption) form.append("caption", caption);
  if (album) form.append("album", album);
  if (replyTo) form.append("reply_to", replyTo);
  for (const file of files) form.append("file", file, file.name);
  return ask(`/chats/${chat}/media`, { method: "POST", body: form });
}

/** The address under which `viewer` sees a file. */
export const fileUrl = (fileId, viewer) => `/sim/files/${encodeURIComponent(fileId)}?${query({ viewer })}`;

/** Calls `onEvent` for each live event and `onState` when the stream is up or down; the browser reconnects. */
export function events(onEvent, onState) {
  const source = new EventSource("/sim/events");
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  window.addEventListener("pagehide", () => source.close());
  return source;
}
