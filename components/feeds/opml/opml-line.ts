import type { inferRouterOutputs } from "@trpc/server";
import type { Tone } from "@/components/ui/badge";
import type { AppRouter } from "@/server/transports/trpc/router";

type Outputs = inferRouterOutputs<AppRouter>["opml"];

export type OpmlPreview = Outputs["preview"];
export type PreviewLine = OpmlPreview["lines"][number];
export type ImportedLine = Outputs["import"]["lines"][number];
export type LineStatus = PreviewLine["status"] | ImportedLine["status"];

/** The words and the colour of what a line is, or has become. */
export const lineViews = {
  new: { label: "New", tone: "accent" },
  added: { label: "Added", tone: "accent" },
  queued: { label: "Added, not read yet", tone: "warn" },
  subscribed: { label: "In your library", tone: "neutral" },
  duplicate: { label: "Twice in the file", tone: "neutral" },
  invalid: { label: "No address", tone: "warn" },
  failed: { label: "Not added", tone: "danger" },
} as const satisfies Record<LineStatus, { label: string; tone: Tone }>;

const MOST_REQUESTS = 40;

/** Parts of a list to import one after the other: small enough to see progress, few enough not to send the file too often. */
export function partsOf<Item>(items: readonly Item[]): Item[][] {
  const size = Math.max(12, Math.ceil(items.length / MOST_REQUESTS));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
