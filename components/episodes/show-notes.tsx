import { Expandable } from "@/components/ui/expandable";

/** The publisher's notes. The server has sanitised them; no other HTML may come here. */
export function ShowNotes({ html }: { html: string }) {
  return (
    <section aria-label="Show notes" className="mt-6">
      <Expandable lines={6} isLong={isLong(html)}>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by server/episodes/show-notes.ts */}
        <div dir="auto" className="notes" dangerouslySetInnerHTML={{ __html: html }} />
      </Expandable>
    </section>
  );
}

/** More than six lines: of running text, or of short ones. */
function isLong(html: string): boolean {
  const breaks = html.match(/<(?:br|\/p|\/li|\/h\d|\/tr)\b/g)?.length ?? 0;
  return breaks > 4 || html.replace(/<[^>]*>/g, "").length > 260;
}
