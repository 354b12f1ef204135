"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useTransition } from "react";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { usePreferVersion } from "@/components/versions/use-prefer-version";
import { useVersions } from "@/components/versions/use-versions";
import { replaceSide, type Sides } from "./choose-sides";
import { ComparedRows } from "./compared-rows";
import { numberDifferences } from "./number-differences";
import { SideChoice } from "./side-choice";
import type { ComparedRow } from "./types";
import { type DifferenceSteps, useDifferenceSteps } from "./use-difference-steps";

const NO_ROWS: readonly ComparedRow[] = [];

/** Two versions side by side, with what they do not have in common. */
export function CompareView({ episodeId, sides }: { episodeId: number; sides: Sides }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const versions = useVersions(episodeId);
  const prefer = usePreferVersion(episodeId, versions);
  const comparison = useQuery(trpc.episodes.compareTranscripts.queryOptions({ id: episodeId, ...sides }));
  const { rows, count } = useMemo(() => numberDifferences(comparison.data?.rows ?? NO_ROWS), [comparison.data]);
  const steps = useDifferenceSteps(count);

  const choose = (side: keyof Sides, id: number) => {
    const { left, right } = replaceSide(sides, side, id);
    startTransition(() => router.replace(`/episodes/${episodeId}/compare?left=${left}&right=${right}`));
  };
  const sideProps = (side: keyof Sides) => ({
    chosen: sides[side],
    versions,
    isBusy: prefer.isPending,
    onChoose: (id: number) => choose(side, id),
    onPrefer: () => prefer.mutate({ id: episodeId, transcript_id: sides[side] }),
  });
  return (
    <div>
      <div className="sticky top-0 z-10 -mx-4 border-line border-b bg-canvas/95 px-4 py-3 backdrop-blur-sm md:-mx-2 md:px-2">
        <div className="compared-head">
          <SideChoice name="A" {...sideProps("left")} />
          <SideChoice name="B" {...sideProps("right")} />
        </div>
        {comparison.data && <Summary similarity={comparison.data.similarity} count={count} steps={steps} />}
      </div>
      {comparison.isError && (
        <p role="alert" className="mt-6 text-danger">
          {problemOf(comparison.error)}
        </p>
      )}
      <div aria-busy={isPending} className={cn("transition-opacity", isPending && "opacity-50")}>
        <ComparedRows
          rows={rows}
          episodeId={episodeId}
          leftLanguage={comparison.data?.left.language ?? null}
          rightLanguage={comparison.data?.right.language ?? null}
        />
      </div>
    </div>
  );
}

type SummaryProps = { similarity: number; count: number; steps: DifferenceSteps };

function Summary({ similarity, count, steps: { current, step } }: SummaryProps) {
  return (
    <div className="mt-2 flex items-center gap-1 text-sm">
      <p role="status" className="mr-auto text-muted tabular-nums">
        {percent(similarity)} in common
        {count > 0 && (
          <>
            {" · "}
            {current === null ? "" : `${(current + 1).toLocaleString("en-US")} of `}
            {count.toLocaleString("en-US")} {count === 1 ? "difference" : "differences"}
          </>
        )}
      </p>
      <Button
        look="quiet"
        size="icon"
        aria-label="Difference before"
        title="Difference before (p)"
        disabled={count === 0}
        onClick={() => step(-1)}
      >
        <ChevronUp aria-hidden />
      </Button>
      <Button
        look="quiet"
        size="icon"
        aria-label="Next difference"
        title="Next difference (n)"
        disabled={count === 0}
        onClick={() => step(1)}
      >
        <ChevronDown aria-hidden />
      </Button>
    </div>
  );
}

/** All is only said of what is really the same. */
const percent = (share: number) => `${share < 1 ? Math.min(99, Math.round(100 * share)) : 100} %`;
