"use client";

import { Download } from "lucide-react";
import { lazy } from "react";
import { LazyMenu } from "@/components/ui/lazy-menu";

const ExportItems = lazy(() => import("./export-items"));

export function ExportMenu({ episodeId, isTimed }: { episodeId: number; isTimed: boolean }) {
  return (
    <LazyMenu
      label="Export"
      className="max-sm:w-11 max-sm:px-0"
      menu={(button) => <ExportItems button={button} episodeId={episodeId} isTimed={isTimed} />}
    >
      <Download aria-hidden />
      <span className="max-sm:hidden">Export</span>
    </LazyMenu>
  );
}
