import { Search } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

const examples = [
  { write: "solar power", finds: "places that have all of the words, in any of their forms" },
  { write: "“heat pump”", finds: "exactly these words, side by side" },
  { write: "cycling OR trains", finds: "either of them" },
  { write: "python -snake", finds: "the first without the second" },
] as const;

/** What to write, before anything is looked for. */
export function SyntaxHelp({ hasFeeds }: { hasFeeds: boolean }) {
  if (!hasFeeds) {
    return (
      <EmptyState
        icon={Search}
        title="There is nothing to search yet"
        action={<ButtonLink href="/feeds">Add a podcast</ButtonLink>}
      >
        <p>Search goes through titles, show notes and every word of the transcripts in your library.</p>
      </EmptyState>
    );
  }
  return (
    <section aria-label="How to search" className="mt-10">
      <h2 className="font-semibold text-lg tracking-tight">Find the moment in which it was said</h2>
      <p className="mt-1 text-muted">Search goes through titles, show notes and every word of the transcripts.</p>
      <SyntaxTable />
    </section>
  );
}

export function SyntaxTable() {
  return (
    <dl className="mt-5 grid gap-x-6 gap-y-2.5 text-left text-sm sm:grid-cols-[max-content_1fr]">
      {examples.map(({ write, finds }) => (
        <div key={write} className="contents">
          <dt>
            <code className="rounded-md bg-subtle px-2 py-1 font-sans text-ink">{write}</code>
          </dt>
          <dd className="text-muted max-sm:mb-2">{finds}</dd>
        </div>
      ))}
    </dl>
  );
}
