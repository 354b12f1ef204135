import { guessLegacyEncoding } from "./legacy-encoding";

type Encoding = { name: string; bomLength: number };

/**
 * Turns the bytes of a text file into text. A byte-order mark decides; else UTF-16 and UTF-32 by their zero bytes, UTF-8 if
 * the bytes are valid, the charset of the media type or of an HTML page itself, and at last the likeliest legacy encoding.
 * U+FFFD appears only where no reading has a character.
 */
export function decodeText(bytes: Uint8Array, mediaType?: string | null): string {
  const wide = markedEncoding(bytes) ?? wideEncoding(bytes);
  if (wide) return decodeAs(bytes.subarray(wide.bomLength), wide.name);

  const utf8 = decodeStrictly(bytes, "utf-8");
  if (utf8 !== null) return utf8;
  const declared = declaredEncoding(mediaType ?? "") ?? declaredEncoding(metaElements(bytes));
  const asDeclared = declared && !/^utf-?8$/i.test(declared) ? decodeStrictly(bytes, declared) : null;
  if (asDeclared !== null) return asDeclared;

  return isMostlyUtf8(bytes) ? decodeDamagedUtf8(bytes) : decodeAs(bytes, guessLegacyEncoding(bytes));
}

function markedEncoding(bytes: Uint8Array): Encoding | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0 && bytes.length > 4) return { name: "utf-32le", bomLength: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { name: "utf-32be", bomLength: 4 };
  if (a === 0xff && b === 0xfe) return { name: "utf-16le", bomLength: 2 };
  if (a === 0xfe && b === 0xff) return { name: "utf-16be", bomLength: 2 };
  return null;
}

const declaredEncoding = (text: string) => /charset\s*=\s*["']?([\w.:-]+)/i.exec(text)?.[1];

/** What a page says about itself: browsers look at its first 1024 bytes. */
function metaElements(bytes: Uint8Array): string {
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, 1024));
  return start.match(/<meta\s[^>]{0,200}>/gi)?.join("") ?? "";
}

const SAMPLE_BYTES = 4096;

/** Text has digits, blanks and line ends, whose high bytes are zero: where the zeros stand tells width and order. */
function wideEncoding(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~3;
  if (length < 4 || !bytes.subarray(0, length).includes(0)) return null;
  const zeros = [0, 0, 0, 0];
  for (let index = 0; index < length; index++) if (bytes[index] === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;

  const [first = 0, second = 0, third = 0, fourth = 0] = zeros.map((count) => count / (length / 4));
  if (first > 0.95 && second > 0.95 && fourth < 0.1) return { name: "utf-32be", bomLength: 0 };
  if (third > 0.95 && fourth > 0.95 && first < 0.1) return { name: "utf-32le", bomLength: 0 };
  if (second + fourth > 0.3 && first + third < (second + fourth) / 5) return { name: "utf-16le", bomLength: 0 };
  if (first + third > 0.3 && second + fourth < (first + third) / 5) return { name: "utf-16be", bomLength: 0 };
  return null;
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding.startsWith("utf-32")) return decodeUtf32(bytes, encoding === "utf-32le");
  // A last byte without its partner is no character.
  const whole = encoding.startsWith("utf-16") ? bytes.subarray(0, bytes.length & ~1) : bytes;
  return new TextDecoder(encoding).decode(whole);
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // not valid in this encoding, or no encoding of that name
  }
}

function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength & ~3);
  const parts: string[] = [];
  for (let offset = 0; offset < view.byteLength; offset += 4) {
    const codePoint = view.getUint32(offset, isLittleEndian);
    parts.push(codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : "\ufffd");
  }
  return parts.join("");
}

/** Whether most bytes above ASCII belong to whole UTF-8 characters: a damaged UTF-8 file, not another encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let index = 0; index < bytes.length; ) {
    const length = utf8LengthAt(bytes, index);
    if (length === 0) bad++;
    else if (length > 1) good++;
    index += Math.max(1, length);
  }
  return good > bad * 2;
}

/** Reads the whole characters as UTF-8 and each stray byte as windows-1252, so that both are legible. */
function decodeDamagedUtf8(bytes: Uint8Array): string {
  const utf8 = new TextDecoder("utf-8");
  const western = new TextDecoder("windows-1252");
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < bytes.length; ) {
    const length = utf8LengthAt(bytes, index);
    if (length === 0) {
      parts.push(utf8.decode(bytes.subarray(start, index)), western.decode(bytes.subarray(index, index + 1)));
      start = index + 1;
    }
    index += Math.max(1, length);
  }
  parts.push(utf8.decode(bytes.subarray(start)));
  return parts.join("");
}

/** The length of the UTF-8 character that begins here; 0 if none does. */
function utf8LengthAt(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let offset = 1; offset < length; offset++) {
    if (((bytes[index + offset] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length > 2 && !isShortestForm({ lead, second: bytes[index + 1] ?? 0 }) ? 0 : length;
}

/** Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte (RFC 3629). */
function isShortestForm({ lead, second }: { lead: number; second: number }): boolean {
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second < 0xa0;
  if (lead === 0xf0) return second >= 0x90;
  return lead !== 0xf4 || second < 0x90;
}
