type Subscription = { title: string; url: string; link: string | null };

/** Writes a subscription list as OPML 2.0. User names and passwords in addresses are left out. */
export function writeOpml({
  title,
  createdAt,
  subscriptions,
}: {
  title: string;
  createdAt: Date;
  subscriptions: readonly Subscription[];
}): string {
  const outlines = subscriptions.map((feed) => {
    const attributes = {
      type: "rss",
      text: feed.title,
      title: feed.title,
      xmlUrl: withoutPassword(feed.url),
      ...(feed.link ? { htmlUrl: withoutPassword(feed.link) } : {}),
    };
    const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
    return `    <outline ${written.join(" ")}/>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>${escaped(title)}</title>
    <dateCreated>${createdAt.toUTCString()}</dateCreated>
  </head>
  <body>
${outlines.join("")}  </body>
</opml>
`;
}

/** XML 1.0 knows no control characters but these three, and a parser turns them to blanks in an attribute unless they are escaped. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, "")
    .replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character);
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** An address without the user name and the password that it may carry. */
export function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return address.replace(/\/\/[^/?#]*@/, "//");
  const url = new URL(address);
  if (!url.username && !url.password) return address;
  url.username = "";
  url.password = "";
  return url.href;
}
