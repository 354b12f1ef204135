"use client";

import { Check } from "lucide-react";
import { useTimeZone } from "@/components/time/clock-context";
import { formatDate } from "@/components/time/format-date";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { describeVersion } from "@/components/versions/describe-version";
import type { Version } from "@/components/versions/types";

type SideChoiceProps = {
  name: "A" | "B";
  chosen: number;
  versions: readonly Version[];
  isBusy: boolean;
  onChoose: (id: number) => void;
  onPrefer: () => void;
};

/** Which version stands on a side, and whether it is the one that is shown elsewhere. */
export function SideChoice({ name, chosen, versions, isBusy, onChoose, onPrefer }: SideChoiceProps) {
  const timeZone = useTimeZone();
  const isShown = versions.find((version) => version.id === chosen)?.is_preferred ?? false;
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span aria-hidden className="compared-name">
        {name}
      </span>
      <Select
        aria-label={`Version ${name}`}
        className="flex-1"
        value={chosen}
        onChange={(event) => onChoose(Number(event.target.value))}
      >
        {versions.map((version) => (
          <option key={version.id} value={version.id}>
            {describeVersion(version)}, {formatDate(version.created_at, timeZone)}
          </option>
        ))}
      </Select>
      {isShown ? (
        <Badge tone="accent">
          <Check aria-hidden />
          Shown
        </Badge>
      ) : (
        <Button size="small" disabled={isBusy} aria-label={`Show this one: version ${name}`} onClick={onPrefer}>
          Show this one
        </Button>
      )}
    </div>
  );
}
