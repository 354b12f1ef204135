/** What is stored, by the extension of its file: its media type when it is served. */
export const audioTypes = {
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  mp4: "video/mp4",
  mov: "video/quicktime",
  aac: "audio/aac",
  ogg: "audio/ogg",
  opus: "audio/ogg",
  flac: "audio/flac",
  wav: "audio/wav",
  webm: "video/webm",
  mkv: "video/x-matroska",
} as const;
export type AudioExtension = keyof typeof audioTypes;

export type Sniffed = { kind: "audio"; extension: AudioExtension } | { kind: "other"; because: string };

/** So many bytes from the beginning are enough for `sniffAudio`. */
export const SNIFF_BYTES = 4096;

/** Tells audio from its first bytes, whatever its host calls it. What is none gets the reason. */
export function sniffAudio(head: Uint8Array): Sniffed {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const extension = extensionOf(bytes);
  return extension ? { kind: "audio", extension } : { kind: "other", because: describeOther(bytes) };
}

function extensionOf(bytes: Buffer): AudioExtension | null {
  const at = (offset: number, text: string) => bytes.toString("latin1", offset, offset + text.length) === text;
  if (at(0, "OggS")) return bytes.includes("OpusHead", 0, "latin1") ? "opus" : "ogg";
  if (at(0, "fLaC")) return "flac";
  if ((at(0, "RIFF") || at(0, "RF64")) && at(8, "WAVE")) return "wav";
  if (bytes.length >= 4 && bytes.readUInt32BE(0) === 0x1a45dfa3)
    return bytes.subarray(0, 64).includes("webm", 0, "latin1") ? "webm" : "mkv";
  if (at(4, "ftyp")) return brandOf(bytes.toString("latin1", 8, 12));
  if (["moov", "mdat", "wide", "skip", "free"].some((box) => at(4, box))) return "mov"; // QuickTime before it had brands
  if (at(0, "ID3")) return afterTag(bytes);
  return frameOf(
    bytes,
    bytes.findIndex((byte) => byte !== 0),
  ); // some encoders begin with silence
}

function brandOf(brand: string): AudioExtension {
  if (brand === "qt  ") return "mov";
  return brand === "M4A " || brand === "M4B " || brand === "M4P " ? "m4a" : "mp4";
}

/** An ID3 tag stands before MP3 nearly always, now and then before AAC or FLAC. */
function afterTag(bytes: Buffer): AudioExtension {
  const size = [6, 7, 8, 9].reduce((sum, offset) => sum * 128 + ((bytes[offset] ?? 0) & 0x7f), 0);
  const rest = bytes.subarray(10 + size);
  if (rest.toString("latin1", 0, 4) === "fLaC") return "flac";
  return frameOf(rest, 0) ?? "mp3";
}

/** The header of an MPEG audio frame, or of an ADTS frame of AAC. */
function frameOf(bytes: Buffer, start: number): "mp3" | "aac" | null {
  const [sync = 0, flags = 0, rates = 0] = [bytes[start], bytes[start + 1], bytes[start + 2]];
  if (start < 0 || sync !== 0xff || (flags & 0xe0) !== 0xe0) return null;
  const layer = (flags >> 1) & 3;
  if (layer === 0) return (flags & 0xf6) === 0xf0 && ((rates >> 2) & 15) < 13 ? "aac" : null;
  const isVersionKnown = ((flags >> 3) & 3) !== 1;
  const isLayerUsed = layer !== 3; // nobody publishes layer I; texts in UTF-16 begin like it
  return isVersionKnown && isLayerUsed && rates >> 4 !== 15 && ((rates >> 2) & 3) !== 3 ? "mp3" : null;
}

function describeOther(bytes: Buffer): string {
  if (bytes.length === 0) return "the file is empty";
  const text = bytes
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart()
    .slice(0, 500)
    .toLowerCase();
  if (/^(<!doctype html|<html)|<(head|body|title)[\s>]/.test(text)) return "the host sent a web page instead of audio";
  if (text.startsWith("<")) return "the host sent XML instead of audio";
  if (/^[{[]/.test(text)) return "the host sent JSON instead of audio";
  if (/^#extm3u/.test(text)) return "the host sent a playlist instead of audio";
  return "the file is in no format of audio that is known here";
}
