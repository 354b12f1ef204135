import { Check } from "lucide-react";
import { describeSource } from "@/components/episodes/state-view";
import { CalendarDate } from "@/components/time/moments";
import { exportFormats } from "@/components/transcript/export-formats";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { describeVersion, factsOf } from "./describe-version";
import type { Version } from "./types";

type VersionRowProps = {
  version: Version;
  /** The one that is shown and searched. */
  shown: Version | undefined;
  isBusy: boolean;
  onPrefer: () => void;
  onDelete: () => void;
  onLeave: () => void;
};

export function VersionRow({ version, shown, isBusy, onPrefer, onDelete, onLeave }: VersionRowProps) {
  const { id, episode_id: episodeId, is_preferred: isShown } = version;
  const named = (action: string) => `${action}: ${describeVersion(version)}`;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
        {describeSource(version.source)}
        {isShown && (
          <Badge tone="accent">
            <Check aria-hidden />
            Shown
          </Badge>
        )}
      </p>
      <p className="text-faint text-sm">
        {factsOf(version).map((fact) => `${fact}, `)}
        <CalendarDate at={version.created_at} />
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2 max-sm:gap-1.5 max-sm:*:px-2.5!">
        {!isShown && (
          <>
            <Button size="small" disabled={isBusy} aria-label={named("Show this one")} onClick={onPrefer}>
              Show this one
            </Button>
            <ButtonLink
              size="small"
              href={`/episodes/${episodeId}?version=${id}`}
              aria-label={named("Read")}
              onClick={onLeave}
            >
              Read
            </ButtonLink>
            {shown && (
              <ButtonLink
                size="small"
                href={`/episodes/${episodeId}/compare?left=${shown.id}&right=${id}`}
                aria-label={named("Compare with the one that is shown")}
              >
                Compare
              </ButtonLink>
            )}
          </>
        )}
        <Button size="small" className="text-danger!" aria-label={named("Delete")} onClick={onDelete}>
          Delete
        </Button>
      </div>
      <p className="mt-1.5 flex flex-wrap items-center gap-x-3 text-faint text-sm">
        Export
        {exportFormats.map(({ format, label, needsTimes }) =>
          version.is_timed || !needsTimes ? (
            <a
              key={format}
              href={`/api/episodes/${episodeId}/transcript?format=${format}&version=${id}`}
              download
              title={label}
              className="rounded text-accent hover:underline max-md:py-3"
            >
              .{format}
            </a>
          ) : null,
        )}
      </p>
    </>
  );
}
