import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a podcast or an episode while it is fetched. */
export function DetailSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <div className="flex gap-6">
        <Skeleton className="size-36 shrink-0 rounded-2xl max-sm:size-24" />
        <div className="flex-1 space-y-3 pt-2">
          <Skeleton className="h-7 w-4/5" />
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-9 w-3/5" />
        </div>
      </div>
      <div className="mt-10 space-y-4">
        {["w-full", "w-11/12", "w-4/5", "w-3/4", "w-5/6"].map((width) => (
          <Skeleton key={width} className={`h-4 ${width}`} />
        ))}
      </div>
    </div>
  );
}
