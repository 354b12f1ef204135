import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text";

const said = "1\r\n00:00:01,000 --> 00:00:02,000\r\nČeský „text“, ελληνικά, 日本語, 😀\r\n";
const utf16 = (text: string, isLittleEndian: boolean) =>
  Uint8Array.from(
    [...text]
      .flatMap((character) => character.split(""))
      .flatMap((unit) => {
        const code = unit.charCodeAt(0);
        return isLittleEndian ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff];
      }),
  );
const utf32 = (text: string, isLittleEndian: boolean) =>
  Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      const bigEndian = [code >>> 24, (code >> 16) & 0xff, (code >> 8) & 0xff, code & 0xff];
      return isLittleEndian ? bigEndian.reverse() : bigEndian;
    }),
  );
const withBom = (bom: number[], bytes: Uint8Array) => Uint8Array.from([...bom, ...bytes]);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe("Unicode", () => {
  it.each([
    ["UTF-8", utf8(said)],
    ["UTF-8 with a mark", withBom([0xef, 0xbb, 0xbf], utf8(said))],
    ["UTF-16 LE with a mark", withBom([0xff, 0xfe], utf16(said, true))],
    ["UTF-16 BE with a mark", withBom([0xfe, 0xff], utf16(said, false))],
    ["UTF-16 LE", utf16(said, true)],
    ["UTF-16 BE", utf16(said, false)],
    ["UTF-32 LE with a mark", withBom([0xff, 0xfe, 0, 0], utf32(said, true))],
    ["UTF-32 BE with a mark", withBom([0, 0, 0xfe, 0xff], utf32(said, false))],
    ["UTF-32 LE", utf32(said, true)],
    ["UTF-32 BE", utf32(said, false)],
  ])("%s", (_, bytes) => {
    expect(decodeText(bytes)).toBe(said);
  });

  it("is believed more than a wrong charset", () => {
    expect(decodeText(utf8("über"), "text/vtt; charset=iso-8859-1")).toBe("über");
  });

  it("is read around a stray byte", () => {
    expect(decodeText(Uint8Array.from([...utf8("größer, übel "), 0xe9, ...utf8(" schön")]))).toBe(
      "größer, übel é schön",
    );
  });

  it("survives a cut in the middle of a character", () => {
    expect(decodeText(utf8("größer, üble Ä").subarray(0, -1))).toMatch(/^größer, üble /);
  });
});

// Made with iconv: Node's own encoder writes UTF-8 only.
const latin = (text: string, letters: Record<string, number>) =>
  Uint8Array.from([...text].map((character) => letters[character] ?? character.charCodeAt(0)));

describe("legacy encodings", () => {
  it.each([
    [
      "windows-1252, French",
      latin("Très bien, à demain – c’est déjà l’été", { "–": 0x96, "’": 0x92 }),
      "Très bien, à demain – c’est déjà l’été",
    ],
    ["windows-1252, Danish", latin("på gården, så sjovt", {}), "på gården, så sjovt"],
    ["windows-1252, German", latin("größer, für Übung", {}), "größer, für Übung"],
    [
      "windows-1250, Croatian",
      latin("došla žena, đavo, čaj", { š: 0x9a, ž: 0x9e, đ: 0xf0, č: 0xe8 }),
      "došla žena, đavo, čaj",
    ],
    [
      "windows-1250, Polish",
      latin("są żółte, łąka, wziął", { ą: 0xb9, ż: 0xbf, ł: 0xb3, ó: 0xf3 }),
      "są żółte, łąka, wziął",
    ],
    [
      "windows-1251",
      Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xec, 0xe8, 0xf0]),
      "Привет, мир",
    ],
    [
      "GB 18030",
      Uint8Array.from([0xd3, 0xee, 0xd6, 0xe6, 0xca, 0xd8, 0xbb, 0xa4, 0xc9, 0xf1, 0x20, 0xb1, 0xa3, 0xbb, 0xa4]),
      "宇宙守护神 保护",
    ],
    [
      "Shift_JIS",
      Uint8Array.from([0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd, 0x90, 0xa2, 0x8a, 0x45]),
      "こんにちは世界",
    ],
  ])("%s", (_, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it("follow the page that names its own", () => {
    const page = [...'<html><meta charset="koi8-r">'].map((character) => character.charCodeAt(0));
    expect(decodeText(Uint8Array.from([...page, 0xd0, 0xd2]))).toContain("пр");
  });

  it("follow the media type where the bytes allow it", () => {
    expect(decodeText(Uint8Array.from([0xe1, 0xe2]), 'text/plain; charset="iso-8859-7"')).toBe("αβ");
    expect(decodeText(Uint8Array.from([0xe9]), "text/plain; charset=nonsense")).toBe("é");
  });
});

it("decodes any bytes to something", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodeText(bytes) === "string"));
});

it("gives back any text that was written in Unicode", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      fc.pre(!text.startsWith("\ufeff") && !text.includes("\u0000"));
      expect(decodeText(utf8(text))).toBe(text);
      expect(decodeText(withBom([0xff, 0xfe], utf16(text, true)))).toBe(text);
    }),
  );
});
