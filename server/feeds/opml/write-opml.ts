import { withoutSecrets } from "@/server/platform/secret-parameters";
import { xmlText } from "@/server/platform/xml-text";
import { splitAccess } from "../feed-access";

type Subscription = { title: string; url: string; link: string | null };

/** Writes a subscription list as OPML 2.0. What opens a private feed never goes out. */
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
      xmlUrl: splitAccess(feed.url).url,
      ...(feed.link ? { htmlUrl: withoutSecrets(feed.link) } : {}),
    };
    const written = Object.entries(attributes).map(([name, value]) => `${name}="${xmlText(value)}"`);
    return `    <outline ${written.join(" ")}/>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>${xmlText(title)}</title>
    <dateCreated>${createdAt.toUTCString()}</dateCreated>
  </head>
  <body>
${outlines.join("")}  </body>
</opml>
`;
}
