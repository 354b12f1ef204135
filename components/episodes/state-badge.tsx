import { FileText } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { lookupLabelOf, lookupOf, stateViews } from "./state-view";
import type { Episode } from "./types";

export function StateBadge({ episode }: { episode: Pick<Episode, "status" | "status_reason" | "job"> }) {
  const job = lookupOf(episode);
  if (job && episode.status !== "completed") {
    return (
      <Badge tone="accent">
        <span className="size-1.5 animate-breathe rounded-full bg-current" />
        {lookupLabelOf(job)}
      </Badge>
    );
  }
  const { label, tone } = stateViews[episode.status];
  return (
    <Badge tone={tone} title={episode.status_reason ?? undefined}>
      {episode.status === "completed" && <FileText aria-hidden />}
      {label}
    </Badge>
  );
}
