/** What parsers stumble over. */
const pieces = [
  "<item>",
  "</item>",
  "<entry>",
  "</channel>",
  "<rss>",
  "<![CDATA[",
  "]]>",
  "<!--",
  "-->",
  "<?xml version='1.0' encoding='utf-16'?>",
  "&amp;",
  "&#0;",
  "&#x110000;",
  "&",
  "<",
  ">",
  '"',
  "00:00:01.000 --> 00:00:02.000\n",
  "99:99:99,999 --> 0:0:0.0\n",
  "WEBVTT\n\n",
  "NOTE ",
  "<v Ann>",
  "<c.red>",
  "{\\an8}",
  '{"segments":[',
  '"startTime":1e308,',
  "[[[[",
  "}}",
  "\\u0000",
  "\u0000",
  "\ufeff",
  "\ud800",
  "\r",
  "\r\n",
  "\n\n\n",
  "\t",
  "٠١٢",
  "𝄞",
  "🙂",
  "Name: ",
  "- ",
  "<cite>",
  "<time>1:00</time>",
  "<outline xmlUrl='",
  "xmlns:a='",
  "<a:b c='d'/>",
];

/** A document with one to eight pieces of it damaged, as a bad line, a bad program or a bad person would. */
export function mutate(document: Uint8Array, others: readonly Uint8Array[], random: () => number): Uint8Array {
  let bytes = Buffer.from(document);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let rounds = 1 + below(8); rounds > 0; rounds--) {
    const at = below(bytes.length + 1);
    const length = below(Math.min(bytes.length - at, 1 << below(14)) + 1);
    const [head, slice, tail] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
    const other = others[below(others.length)] ?? bytes;
    const piece = Buffer.from(pieces[below(pieces.length)] ?? "");
    const from = below(other.length + 1);
    const change = [
      () => Buffer.concat([head, tail]),
      () => Buffer.concat([head, slice, slice, tail]),
      () => Buffer.concat([head, piece, slice, tail]),
      () => Buffer.concat([head, ...Array.from({ length: 1 << below(12) }, () => piece), slice, tail]),
      () => Buffer.concat([head, slice.map(() => below(256)), tail]),
      () => Buffer.concat([head, slice.map((byte) => byte ^ (1 << below(8))), tail]),
      () => Buffer.concat([head, other.subarray(from, from + (1 << below(14))), tail]),
      () => head,
      () => tail,
      () => Buffer.from(bytes.toString("latin1"), "utf16le").subarray(0, 2_000_000),
    ][below(10)];
    bytes = change?.().subarray(0, 5_000_000) ?? bytes;
  }
  return bytes;
}
