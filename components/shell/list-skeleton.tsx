import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a list page while it is fetched. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="mb-8 h-8 w-44" />
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <div key={key} className="flex gap-4 border-line border-b py-5">
          <Skeleton className="size-14 rounded-lg" />
          <div className="flex-1 space-y-2.5 pt-1">
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-3.5 w-2/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
