"use client";

import { Download } from "lucide-react";
import { lazy } from "react";
import { LazyMenu } from "@/components/ui/lazy-menu";
import type { Transcript } from "./types";

const ExportItems = lazy(() => import("./export-items"));

export function ExportMenu({ version }: { version: Transcript["version"] }) {
  return (
    <LazyMenu
      label="Export"
      className="max-sm:w-11 max-sm:px-0"
      menu={(button) => <ExportItems button={button} version={version} />}
    >
      <Download aria-hidden />
      <span className="max-sm:hidden">Export</span>
    </LazyMenu>
  );
}
