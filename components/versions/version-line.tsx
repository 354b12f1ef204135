"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Episode } from "@/components/episodes/types";
import { describeVersion } from "./describe-version";
import type { Version } from "./types";
import { useVersions } from "./use-versions";

const VersionsDialog = dynamic(() => import("./versions-dialog").then((module) => module.VersionsDialog), {
  ssr: false,
});

/** Where the text comes from, and the way to its other versions. */
export function VersionLine({ episode, version }: { episode: Episode; version: Version }) {
  const [isOpen, setOpen] = useState(false);
  const versions = useVersions(episode.id);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        title="Versions of this transcript"
        onClick={() => setOpen(true)}
        className="-ml-1.5 flex max-w-full items-center gap-1 rounded-md px-1.5 py-0.5 text-left text-faint text-sm hover:bg-subtle hover:text-ink max-md:min-h-11"
      >
        <span className="wrap-anywhere">
          {describeVersion(version)}
          {versions.length > 1 && ` · ${versions.length} versions`}
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0" />
      </button>
      {isOpen && (
        <VersionsDialog episode={episode} versions={versions} openId={version.id} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
