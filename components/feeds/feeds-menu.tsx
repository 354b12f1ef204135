"use client";

import { Download, FileUp } from "lucide-react";
import type { ReactElement } from "react";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";

type FeedsMenuProps = { button: ReactElement; onImport: () => void };

export default function FeedsMenu({ button, onImport }: FeedsMenuProps) {
  return (
    <DropdownMenu button={button}>
      <DropdownMenuItem onSelect={onImport}>
        <FileUp aria-hidden className="text-faint" />
        Import OPML …
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <a href="/api/opml/export" download>
          <Download aria-hidden className="text-faint" />
          Export OPML
        </a>
      </DropdownMenuItem>
    </DropdownMenu>
  );
}
