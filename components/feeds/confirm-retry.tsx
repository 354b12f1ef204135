import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type ConfirmRetryProps = { count: number; onConfirm: () => void; onClose: () => void };

export function ConfirmRetry({ count, onConfirm, onClose }: ConfirmRetryProps) {
  return (
    <Dialog
      onClose={onClose}
      title={`Look again for ${count.toLocaleString("en-US")} transcripts?`}
      description="The publisher and Pocket Casts are asked for each of these episodes from the beginning. Nothing that is here is changed."
    >
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button look="primary" onClick={onConfirm}>
          Try all again
        </Button>
      </div>
    </Dialog>
  );
}
