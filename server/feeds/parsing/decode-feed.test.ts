import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFeed } from "./decode-feed";

const text = `<?xml version="1.0"?><rss><title>Grüße, мир 𝄞</title></rss>`;
const utf8 = new TextEncoder().encode(text);

function utf16(value: string, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(value.length * 2));
  for (let index = 0; index < value.length; index++) view.setUint16(index * 2, value.charCodeAt(index), isLittleEndian);
  return new Uint8Array(view.buffer);
}

function utf32(value: string, isLittleEndian: boolean): Uint8Array {
  const codePoints = [...value].map((character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(codePoints.length * 4));
  codePoints.forEach((codePoint, index) => {
    view.setUint32(index * 4, codePoint, isLittleEndian);
  });
  return new Uint8Array(view.buffer);
}

/** One byte per character: the first 256 of Unicode. */
const latin1 = (value: string) => Uint8Array.from(value, (character) => character.charCodeAt(0));

describe("Unicode", () => {
  it.each([
    ["UTF-8", utf8],
    ["UTF-8 with a mark", Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8)],
    ["UTF-16 little endian", utf16(text, true)],
    ["UTF-16 little endian with a mark", utf16(`\ufeff${text}`, true)],
    ["UTF-16 big endian", utf16(text, false)],
    ["UTF-16 big endian with a mark", utf16(`\ufeff${text}`, false)],
    ["UTF-32 little endian", utf32(text, true)],
    ["UTF-32 little endian with a mark", utf32(`\ufeff${text}`, true)],
    ["UTF-32 big endian", utf32(text, false)],
    ["UTF-32 big endian with a mark", utf32(`\ufeff${text}`, false)],
  ])("is read as %s", (_, bytes) => {
    expect(decodeFeed(bytes)).toBe(text);
    expect(decodeFeed(bytes, "text/xml; charset=windows-1251")).toBe(text);
  });
});

describe("a label is believed", () => {
  const declared = (encoding: string, body: string) =>
    latin1(`<?xml version="1.0" encoding="${encoding}"?><t>${body}</t>`);

  it.each([
    ["of ISO-8859-1", declared("ISO-8859-1", "Gr\xfc\xdfe"), null, "Grüße"],
    ["of windows-1252, with its quotation marks", declared("windows-1252", "\x93hi\x94"), null, "“hi”"],
    ["of windows-1251", declared("windows-1251", "\xcc\xe8\xf0"), null, "Мир"],
    ["of cp1251", declared("cp1251", "\xcc\xe8\xf0"), null, "Мир"],
    ["of ISO-8859-7", declared("iso-8859-7", "\xc5\xeb"), null, "Ελ"],
    ["of KOI8-R", declared("koi8-r", "\xed\xc9\xd2"), null, "Мир"],
    ["of Big5", declared("big5", "\xa4\xa4"), null, "中"],
    ["of ISO-2022-JP", declared("iso-2022-jp", '\x1b$B$"\x1b(B'), null, "あ"],
    ["of the Content-Type", latin1("<t>\xcc\xe8\xf0</t>"), 'text/xml; charset="windows-1251"', "Мир"],
    [
      "of the Content-Type before the declaration",
      declared("koi8-r", "\xcc\xe8\xf0"),
      "text/xml; charset=windows-1251",
      "Мир",
    ],
  ])("%s", (_, bytes, contentType, expected) => {
    expect(decodeFeed(bytes, contentType)).toContain(`<t>${expected}</t>`);
  });
});

describe("a label is not believed", () => {
  it("if the bytes are UTF-8", () => {
    const bytes = new TextEncoder().encode(`<?xml version="1.0" encoding="ISO-8859-1"?><t>Grüße</t>`);
    expect(decodeFeed(bytes, "text/xml; charset=iso-8859-1")).toContain("Grüße");
  });

  it("if it says UTF-8 and the bytes are windows-1252", () => {
    const bytes = latin1(`<?xml version="1.0" encoding="UTF-8"?><t>Gr\xfc\xdfe</t>`);
    expect(decodeFeed(bytes, "text/xml; charset=utf-8")).toContain("Grüße");
  });

  it.each(["utf-16", "no-such-charset"])("if it says %s and the bytes are ASCII", (label) => {
    expect(decodeFeed(latin1(`<?xml version="1.0" encoding="${label}"?><t>a</t>`))).toContain("<t>a</t>");
  });
});

it("keeps UTF-8 in which a few bytes are broken", () => {
  const bytes = Uint8Array.of(...new TextEncoder().encode("<t>Grüße, мир"), 0xff, ...new TextEncoder().encode("</t>"));
  expect(decodeFeed(bytes)).toBe("<t>Grüße, мир\ufffd</t>");
});

it("never fails, whatever bytes and labels it gets", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, label) => {
      expect(typeof decodeFeed(bytes, `text/xml; charset=${label}`)).toBe("string");
    }),
  );
});
