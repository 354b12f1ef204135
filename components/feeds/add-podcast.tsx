"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";

const AddPodcastForm = dynamic(() => import("./add-podcast-form").then((module) => module.AddPodcastForm));

/** Opens the dialog from whatever button it is given. */
export function AddPodcast({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      {isOpen && <AddPodcastForm onDone={() => setOpen(false)} />}
    </Dialog>
  );
}
