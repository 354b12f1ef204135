/**
 * Turns the bytes of a feed into text. A byte order mark and the pattern of the bytes are believed before any label:
 * feeds that say `ISO-8859-1` and are UTF-8 are common. Never fails: what cannot be read becomes U+FFFD.
 */
export function decodeFeed(bytes: Uint8Array, contentType?: string | null): string {
  const wide = wideEncoding(bytes);
  if (wide) return wide.decode(bytes);
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return new TextDecoder().decode(bytes);

  const labels = [labelOfContentType(contentType), labelOfDeclaration(bytes)].filter((label) => label !== null);
  const sevenBit = labels.find((label) => /^(iso-2022|hz)/.test(label));
  const candidates = [...(sevenBit ? [sevenBit] : []), "utf-8", ...labels];
  for (const label of candidates) {
    const text = decodeStrictly(bytes, label);
    if (text !== null) return text;
  }
  return decodeDamaged(bytes, labels);
}

type Decoder = { decode(bytes: Uint8Array): string };

const utf16le: Decoder = new TextDecoder("utf-16le");
const utf16be: Decoder = new TextDecoder("utf-16be");
const utf32le: Decoder = { decode: (bytes) => decodeUtf32(bytes, true) };
const utf32be: Decoder = { decode: (bytes) => decodeUtf32(bytes, false) };

/** UTF-16 or UTF-32, by mark or by where the zero bytes lie: the beginning of a feed is ASCII. */
function wideEncoding(bytes: Uint8Array): Decoder | null {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0])) return utf32le;
  if (startsWith(bytes, [0, 0, 0xfe, 0xff])) return utf32be;
  if (startsWith(bytes, [0xff, 0xfe])) return utf16le;
  if (startsWith(bytes, [0xfe, 0xff])) return utf16be;

  const zeros = [0, 0, 0, 0];
  const head = bytes.subarray(0, 64);
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;
  });
  const isZero = zeros.map((count) => count >= Math.max(1, (head.length / 4) * 0.7));
  const pattern = isZero.map((zero) => (zero ? "0" : "x")).join("");
  return { x000: utf32le, "000x": utf32be, x0x0: utf16le, "0x0x": utf16be }[pattern] ?? null;
}

function startsWith(bytes: Uint8Array, prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const codePoint = view.getUint32(at, isLittleEndian);
    if (codePoint === 0xfeff && at === 0) continue;
    const isScalar = codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff);
    pieces.push(isScalar ? String.fromCodePoint(codePoint) : "\ufffd");
  }
  return pieces.join("");
}

function labelOfContentType(contentType: string | null | undefined): string | null {
  const label = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? "")?.[1];
  return label ? narrow(label) : null;
}

function labelOfDeclaration(bytes: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  const label = /<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
  return label ? narrow(label) : null;
}

/** A label that can be true of bytes which are neither UTF-16 nor UTF-32; old names that `TextDecoder` lacks are translated. */
function narrow(label: string): string | null {
  const name = label.toLowerCase();
  if (/^(utf-?(16|32)|ucs|iso-10646)/.test(name)) return null;
  return name.replace(/^(?:cp-?|windows_|win-?)(?=125\d$)/, "windows-");
}

function decodeStrictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Some bytes are wrong under every label. If most of the rest is UTF-8, it is UTF-8 with wounds. */
function decodeDamaged(bytes: Uint8Array, labels: string[]): string {
  const asUtf8 = new TextDecoder().decode(bytes);
  const wounds = asUtf8.match(/\ufffd/g)?.length ?? 0;
  const sound = asUtf8.match(/[\u0080-\ufffc\uffff]/g)?.length ?? 0;
  if (sound > wounds) return asUtf8;

  const label = labels.find((name) => name !== "utf-8" && name !== "utf8") ?? "windows-1252";
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
