import { RotateCcw } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Setting } from "./types";

type SettingOriginProps = { setting: Setting; isPending: boolean; className: string; onReset: () => void };

/** Where the value comes from, and the way back to what holds without one of our own. */
export function SettingOrigin({ setting, isPending, className, onReset }: SettingOriginProps) {
  return (
    <p className={cn("flex min-h-5 flex-wrap items-center gap-x-2 text-faint text-xs", className)}>
      <span className={isPending ? "animate-breathe" : undefined}>
        {isPending ? "Saving …" : origins[setting.source]}
      </span>
      {setting.source === "database" && (
        <button
          type="button"
          aria-label={`Back to the default: ${setting.label}`}
          onClick={onReset}
          className="inline-flex items-center gap-1 rounded font-medium text-accent hover:underline max-md:-my-3 max-md:min-h-11 [&_svg]:size-3"
        >
          <RotateCcw aria-hidden />
          Back to the default
        </button>
      )}
    </p>
  );
}

const origins = {
  database: "Set here",
  environment: "From an environment variable",
  default: "Default",
} as const satisfies Record<Setting["source"], string>;
