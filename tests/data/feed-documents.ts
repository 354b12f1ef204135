/** The document with a media file for each item that has none: an item without media is no episode and is not read. */
export function withMedia(bytes: Buffer): Buffer {
  const source = bytes.toString("latin1");
  if (source.includes("\0") || /<enclosure|rel="enclosure"|<media:content/.test(source)) return bytes;
  const isAtom = source.includes("</entry>");
  const media = isAtom ? `<link rel="enclosure" href="added.mp3"/></entry>` : `<enclosure url="added.mp3"/></item>`;
  return Buffer.from(source.replaceAll(isAtom ? "</entry>" : "</item>", media), "latin1");
}
