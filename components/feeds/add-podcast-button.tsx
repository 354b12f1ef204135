import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";

type AddPodcastButtonProps = { label?: string; onClick: () => void };

export function AddPodcastButton({ label = "Add podcast", onClick }: AddPodcastButtonProps) {
  return (
    <Button look="primary" aria-haspopup="dialog" onClick={onClick}>
      <Plus aria-hidden />
      {label}
    </Button>
  );
}
