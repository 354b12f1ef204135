"use client";

import { SlidersHorizontal, Trash2 } from "lucide-react";
import type { ReactElement } from "react";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";

type FeedMenuProps = { button: ReactElement; onSettings: () => void; onDelete: () => void };

export default function FeedMenu({ button, onSettings, onDelete }: FeedMenuProps) {
  return (
    <DropdownMenu button={button}>
      <DropdownMenuItem onSelect={onSettings}>
        <SlidersHorizontal aria-hidden className="text-faint" />
        Settings
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={onDelete} className="text-danger">
        <Trash2 aria-hidden />
        Delete
      </DropdownMenuItem>
    </DropdownMenu>
  );
}
