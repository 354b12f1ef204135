"use client";

import { useState } from "react";
import type { Episode } from "@/components/episodes/types";
import { Dialog } from "@/components/ui/dialog";
import { DeleteVersion } from "./delete-version";
import type { Version } from "./types";
import { usePreferVersion } from "./use-prefer-version";
import { VersionRow } from "./version-row";

type VersionsDialogProps = {
  episode: Episode;
  versions: readonly Version[];
  /** Which one the page has open. */
  openId: number;
  onClose: () => void;
};

/** All versions of a transcript, and what can be done with each. */
export function VersionsDialog({ episode, versions, openId, onClose }: VersionsDialogProps) {
  const [doomed, setDoomed] = useState<Version | null>(null);
  const prefer = usePreferVersion(episode.id, versions);
  if (doomed)
    return (
      <DeleteVersion
        episodeId={episode.id}
        version={doomed}
        versions={versions}
        isOpen={doomed.id === openId}
        onCancel={() => setDoomed(null)}
        onDone={onClose}
      />
    );
  const shown = versions.find((version) => version.is_preferred);
  return (
    <Dialog
      onClose={onClose}
      isWide={versions.length > 2}
      title="Versions of this transcript"
      description={
        versions.length > 1
          ? "One of them is shown, searched and exported. The others are kept."
          : "There is one version. Others appear here when there are any."
      }
    >
      <ul className="-mb-2 divide-y divide-line">
        {versions.map((version) => (
          <li key={version.id} className="py-4 first:pt-0">
            <VersionRow
              version={version}
              shown={shown}
              isBusy={prefer.isPending}
              onPrefer={() => prefer.mutate({ id: episode.id, transcript_id: version.id }, { onSuccess: onClose })}
              onDelete={() => setDoomed(version)}
              onLeave={onClose}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
