"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import type { Version } from "./types";
import { usePreferVersion } from "./use-prefer-version";
import { useVersions } from "./use-versions";

/** Stands above a version that is only looked at. */
export function OtherVersionNotice({ version }: { version: Version }) {
  const { id, episode_id: episodeId } = version;
  const versions = useVersions(episodeId);
  const prefer = usePreferVersion(episodeId, versions);
  const shown = versions.find((candidate) => candidate.is_preferred);
  return (
    <div className="mt-4 rounded-xl bg-warn-soft px-4 py-3 text-sm">
      <p className="font-medium text-warn">You are reading another version</p>
      <p className="mt-0.5 text-muted">It is neither searched nor exported unless you ask for it.</p>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button
          size="small"
          disabled={prefer.isPending}
          onClick={() => prefer.mutate({ id: episodeId, transcript_id: id })}
        >
          Show this one
        </Button>
        {shown && (
          <ButtonLink size="small" href={`/episodes/${episodeId}/compare?left=${shown.id}&right=${id}`}>
            Compare
          </ButtonLink>
        )}
        <ButtonLink size="small" look="quiet" href={`/episodes/${episodeId}`}>
          Back to the one that is shown
        </ButtonLink>
      </div>
    </div>
  );
}
