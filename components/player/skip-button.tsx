import { RotateCcw, RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";

export function SkipButton({ seconds, onSkip }: { seconds: number; onSkip: () => void }) {
  const amount = Math.abs(seconds);
  const Icon = seconds < 0 ? RotateCcw : RotateCw;
  const label = seconds < 0 ? `Back ${amount} seconds` : `Forward ${amount} seconds`;
  return (
    <Button look="quiet" size="icon" aria-label={label} title={label} onClick={onSkip} className="relative">
      <Icon aria-hidden className="size-6! stroke-[1.4]" />
      <span aria-hidden className="absolute pt-px font-semibold text-[9px] tabular-nums">
        {amount}
      </span>
    </Button>
  );
}
