"use client";

import type { ReactElement } from "react";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";

const formats = [
  { format: "md", label: "Markdown", needsTimes: false },
  { format: "txt", label: "Plain text", needsTimes: false },
  { format: "srt", label: "SRT subtitles", needsTimes: true },
  { format: "vtt", label: "WebVTT subtitles", needsTimes: true },
  { format: "json", label: "JSON", needsTimes: false },
] as const;

type ExportItemsProps = { button: ReactElement; episodeId: number; isTimed: boolean };

export default function ExportItems({ button, episodeId, isTimed }: ExportItemsProps) {
  return (
    <DropdownMenu button={button}>
      {formats.map(({ format, label, needsTimes }) =>
        isTimed || !needsTimes ? (
          <DropdownMenuItem key={format} asChild>
            <a href={`/api/episodes/${episodeId}/transcript?format=${format}`} download>
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
