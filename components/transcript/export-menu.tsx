"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

const formats = [
  { format: "md", label: "Markdown", needsTimes: false },
  { format: "txt", label: "Plain text", needsTimes: false },
  { format: "srt", label: "SRT subtitles", needsTimes: true },
  { format: "vtt", label: "WebVTT subtitles", needsTimes: true },
  { format: "json", label: "JSON", needsTimes: false },
] as const;

export function ExportMenu({ episodeId, isTimed }: { episodeId: number; isTimed: boolean }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download aria-hidden />
          Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {formats.map(({ format, label, needsTimes }) => {
          const isPossible = isTimed || !needsTimes;
          return (
            <DropdownMenuItem key={format} disabled={!isPossible} asChild={isPossible}>
              {isPossible ? (
                <a href={`/api/episodes/${episodeId}/transcript?format=${format}`} download>
                  {label}
                  <Extension format={format} />
                </a>
              ) : (
                <>
                  {label}
                  <span className="ml-auto pl-4 text-xs">needs times</span>
                </>
              )}
            </DropdownMenuItem>
          );
        })}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const Extension = ({ format }: { format: string }) => (
  <span className="ml-auto pl-4 text-faint text-xs">.{format}</span>
);
