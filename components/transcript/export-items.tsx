"use client";

import type { ReactElement } from "react";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { exportFormats } from "./export-formats";
import type { Transcript } from "./types";

type ExportItemsProps = { button: ReactElement; version: Transcript["version"] };

export default function ExportItems({ button, version }: ExportItemsProps) {
  // Without a number it is the one that is shown: that link stays right.
  const which = version.is_preferred ? "" : `&version=${version.id}`;
  return (
    <DropdownMenu button={button}>
      {exportFormats.map(({ format, label, needsTimes }) =>
        version.is_timed || !needsTimes ? (
          <DropdownMenuItem key={format} asChild>
            <a href={`/api/episodes/${version.episode_id}/transcript?format=${format}${which}`} download>
              {label}
              <Note>.{format}</Note>
            </a>
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem key={format} disabled>
            {label}
            <Note>needs times</Note>
          </DropdownMenuItem>
        ),
      )}
    </DropdownMenu>
  );
}

const Note = ({ children }: { children: React.ReactNode }) => (
  <span className="ml-auto pl-4 text-faint text-xs">{children}</span>
);
