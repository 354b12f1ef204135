import { Check, CircleDashed, Clock } from "lucide-react";
import { TimeAgo } from "@/components/time/moments";
import type { Episode } from "./types";

type Result = Episode["lookup_results"][number];

const providerNames: Record<string, string> = { "podcast2.0": "Publisher", pocketcasts: "Pocket Casts" };

const icons = { found: Check, later: Clock, none: CircleDashed } as const satisfies Record<Result["outcome"], unknown>;
const words = { found: "has a transcript", later: "not yet", none: "has none" } as const;

/** Who was asked for a transcript the last time, and what each said. */
export function LookupResults({ results }: { results: readonly Result[] }) {
  return (
    <dl className="mt-5 w-full max-w-md divide-y divide-line rounded-xl border border-line text-left text-sm">
      {results.map((result) => (
        <LookupLine key={result.provider} result={result} />
      ))}
    </dl>
  );
}

function LookupLine({ result: { provider, outcome, reason, at } }: { result: Result }) {
  const Icon = icons[outcome];
  return (
    <div className="grid grid-cols-[1fr_auto] gap-x-4 px-4 py-2.5">
      <dt className="flex items-center gap-2 font-medium">
        <Icon aria-hidden className="size-4 shrink-0 text-faint" />
        {providerNames[provider] ?? provider}
      </dt>
      <dd className="text-faint">
        <TimeAgo at={at} />
      </dd>
      <dd className="wrap-anywhere col-span-2 pl-6 text-muted first-letter:uppercase">{reason ?? words[outcome]}</dd>
    </div>
  );
}
