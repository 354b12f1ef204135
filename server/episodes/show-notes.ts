import sanitizeHtml from "sanitize-html";

/** Show notes as they may be shown: text, links and simple structure; no script, style, form, frame or tracking image. */
export function sanitizeShowNotes(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      ...["a", "p", "br", "strong", "b", "em", "i", "u", "s", "code", "pre", "blockquote", "ul", "ol", "li", "hr"],
      ...["h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"],
    ],
    allowedAttributes: { a: ["href", "rel"] },
    allowedSchemes: ["http", "https", "mailto"],
    transformTags: { a: sanitizeHtml.simpleTransform("a", { rel: "noopener noreferrer nofollow" }) },
  });
}

/** The same as plain text on one line, for previews. */
export function showNotesText(html: string): string {
  const text = sanitizeHtml(html.replace(/<(?:br|\/p|\/li|\/div|\/h\d)\b[^>]{0,200}>/gi, " "), {
    allowedTags: [],
    allowedAttributes: {},
  });
  return text.replace(/&amp;/g, "&").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/\s+/g, " ").trim();
}
