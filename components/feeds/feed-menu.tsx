"use client";

import { Pencil, Trash2 } from "lucide-react";
import type { ReactElement } from "react";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";

type FeedMenuProps = { button: ReactElement; onRename: () => void; onDelete: () => void };

export default function FeedMenu({ button, onRename, onDelete }: FeedMenuProps) {
  return (
    <DropdownMenu button={button}>
      <DropdownMenuItem onSelect={onRename}>
        <Pencil aria-hidden className="text-faint" />
        Rename
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={onDelete} className="text-danger">
        <Trash2 aria-hidden />
        Delete
      </DropdownMenuItem>
    </DropdownMenu>
  );
}
