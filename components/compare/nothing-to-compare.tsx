import { Columns2 } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function NothingToCompare({ episodeId, count }: { episodeId: number; count: number }) {
  return (
    <EmptyState
      icon={Columns2}
      title="There is nothing to compare"
      action={<ButtonLink href={`/episodes/${episodeId}`}>Back to the episode</ButtonLink>}
    >
      <p>
        {count === 0
          ? "This episode has no transcript yet."
          : "This episode has one version of its transcript. A second one can be compared with it."}
      </p>
    </EmptyState>
  );
}
