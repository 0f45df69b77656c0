// Makes a voice message without a microphone: a soft tone in Opus where the browser can encode it, else silence; in an OGG file.

const RATE = 48000;
const FRAME = 960;
const PRE_SKIP = 312;
const SILENT_FRAME = new Uint8Array([0xf8, 0xff, 0xfe]);
const PACKETS_A_PAGE = 50;
const CRC = crcTable();

function crcTable() {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index << 24;
    for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
    return value >>> 0;
  });
}

/** A File with a voice message of about `seconds`. */
export async function makeVoice(seconds) {
  const packets = await encode(seconds).catch(() => null);
  const frames = packets?.length ? packets : Array.from({ length: Math.round((seconds * RATE) / FRAME) }, () => SILENT_FRAME);
  return new File(oggPages(frames), "voice.ogg", { type: "audio/ogg" });
}

async function encode(seconds) {
  if (!("AudioEncoder" in window)) return null;
  const setting = { codec: "opus", sampleRate: RATE, numberOfChannels: 1, bitrate: 24000 };
  if (!(await AudioEncoder.isConfigSupported(setting)).supported) return null;
  const packets = [];
  let failure = null;
  const encoder = new AudioEncoder({ output: (chunk) => packets.push(bytesOf(chunk)), error: (error) => { failure = error; } });
  encoder.configure(setting);
  const samples = hum(seconds);
  encoder.encode(new AudioData({ format: "f32", sampleRate: RATE, numberOfFrames: samples.length, numberOfChannels: 1, timestamp: 0, data: samples }));
  await encoder.flush();
  encoder.close();
  return failure ? null : packets;
}

function bytesOf(chunk) {
  const bytes = new Uint8Array(chunk.byteLength);
  chunk.copyTo(bytes);
  return bytes;
}

/** A quiet melody that rises and falls like speech. */
function hum(seconds) {
  let phase = 0;
  return Float32Array.from({ length: seconds * RATE }, (_, index) => {
    const at = index / RATE;
    phase += (2 * Math.PI * (150 + 35 * Math.sin(at * 2.3) + 20 * Math.sin(at * 7.1))) / RATE;
    const loud = 0.11 * Math.max(0, Math.sin(at * 9)) * Math.min(1, at * 8, (seconds - at) * 8);
    return loud * (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase));
  });
}

function oggPages(packets) {
  const pages = [page([head()], 0, 0, 2), page([tags()], 0, 1, 0)];
  for (let at = 0; at < packets.length; at += PACKETS_A_PAGE) {
    const part = packets.slice(at, at + PACKETS_A_PAGE);
    const isLast = at + PACKETS_A_PAGE >= packets.length;
    pages.push(page(part, PRE_SKIP + (at + part.length) * FRAME, pages.length, isLast ? 4 : 0));
  }
  return pages;
}

function head() {
  const bytes = new Uint8Array(19);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("OpusHead"));
  bytes[8] = 1;
  bytes[9] = 1;
  view.setUint16(10, PRE_SKIP, true);
  view.setUint32(12, RATE, true);
  return bytes;
}

function tags() {
  const vendor = new TextEncoder().encode("simulator");
  const bytes = new Uint8Array(8 + 4 + vendor.length + 4);
  bytes.set(new TextEncoder().encode("OpusTags"));
  new DataView(bytes.buffer).setUint32(8, vendor.length, true);
  bytes.set(vendor, 12);
  return bytes;
}

function page(packets, granule, sequence, flags) {
  const lacing = packets.flatMap((packet) => [...Array(Math.floor(packet.length / 255)).fill(255), packet.length % 255]);
  const size = packets.reduce((sum, packet) => sum + packet.length, 0);
  const bytes = new Uint8Array(27 + lacing.length + size);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("OggS"));
  bytes[5] = flags;
  view.setBigUint64(6, BigInt(granule), true);
  view.setUint32(14, 0x7e11, true);
  view.setUint32(18, sequence, true);
  bytes[26] = lacing.length;
  bytes.set(lacing, 27);
  let at = 27 + lacing.length;
  for (const packet of packets) {
    bytes.set(packet, at);
    at += packet.length;
  }
  view.setUint32(22, checksum(bytes), true);
  return bytes;
}

function checksum(bytes) {
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) ^ CRC[((sum >>> 24) ^ byte) & 255]) >>> 0;
  return sum;
}
