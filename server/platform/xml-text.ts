/**
 * Text as it stands in XML 1.0, in an element or a quoted attribute: characters that XML does not know are left out.
 * White space other than blanks is written as references, because a parser makes blanks of it in an attribute.
 */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, "")
    .replace(/[&<>"\t\n\r]/g, (character) => references[character] ?? character);
}

/** A text that is HTML, left as it is. */
export function xmlCdata(text: string): string {
  return `<![CDATA[${text.toWellFormed().replace(FORBIDDEN, "").replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const references: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};
