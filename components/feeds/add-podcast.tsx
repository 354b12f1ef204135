"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const AddPodcastDialog = dynamic(() => import("./add-podcast-dialog").then((module) => module.AddPodcastDialog));

/** The button, and the dialog that it opens. */
export function AddPodcast({ label = "Add podcast" }: { label?: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {label}
      </Button>
      {isOpen && <AddPodcastDialog onClose={() => setOpen(false)} />}
    </>
  );
}
