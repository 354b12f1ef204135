// Letters that are common in the languages of one code page and nearly absent from the other's reading of the same byte.
const CENTRAL_EUROPEAN = new Set([0x8a, 0x8e, 0x8d, 0x9a, 0x9e, 0x9d, 0x9f, 0xb3, 0xb9, 0xbe, 0xf0, 0xf8, 0xec]);
const WESTERN_EUROPEAN = new Set([0xe0, 0xe2, 0xe5, 0xee, 0xf1, 0xf2, 0xf9, 0xa1, 0x92, 0x91]);
const SAMPLE_BYTES = 200_000;

export type LegacyEncoding = "windows-1252" | "windows-1250" | "windows-1251" | "gb18030" | "shift_jis";

/**
 * Guesses the encoding of text that is neither Unicode nor declared. Multi-byte encodings must be valid throughout and show
 * the characters that such text is full of; among the single-byte ones the more typical letters win.
 */
export function guessLegacyEncoding(bytes: Uint8Array): LegacyEncoding {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const high = sample.filter((byte) => byte >= 0x80);

  const japanese = shareOf(decodeOrNull(sample, "shift_jis"), /[\u3040-\u30ff]/g);
  if (japanese > 0.2) return "shift_jis";
  const isInPairs = pairedShare(sample) > 0.95;
  // Level 1 of GB 2312, the common characters, lies at B0–D7; Cyrillic small letters of windows-1251 at E0–FF.
  const cyrillic = high.filter((byte) => byte >= 0xe0).length / high.length;
  const chinese = shareOf(decodeOrNull(sample, "gb18030"), /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/g);
  if (isInPairs && chinese > 0.9 && cyrillic < 0.5) return "gb18030";
  if (cyrillic > 0.6 && high.length > 5 && high.length > sample.filter(isAsciiLetter).length) return "windows-1251";

  const central = high.filter((byte) => CENTRAL_EUROPEAN.has(byte)).length;
  const western = high.filter((byte) => WESTERN_EUROPEAN.has(byte)).length;
  return central > western ? "windows-1250" : "windows-1252";
}

/** The share of the matches among all characters above ASCII; 0 for text that could not be decoded. */
function shareOf(text: string | null, pattern: RegExp): number {
  const foreign = text?.match(/\P{ASCII}/gu)?.length ?? 0;
  return foreign === 0 ? 0 : (text?.match(pattern)?.length ?? 0) / foreign;
}

/** The share of bytes above ASCII that stand in runs of even length, as two-byte characters do. */
function pairedShare(bytes: Uint8Array): number {
  let paired = 0;
  let total = 0;
  let run = 0;
  for (let index = 0; index <= bytes.length; index++) {
    if ((bytes[index] ?? 0) >= 0x80) {
      run++;
      continue;
    }
    total += run;
    paired += run % 2 === 0 ? run : 0;
    run = 0;
  }
  return total === 0 ? 0 : paired / total;
}

/** Strict, but for a character that the end of the sample cuts. */
function decodeOrNull(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

const isAsciiLetter = (byte: number) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
