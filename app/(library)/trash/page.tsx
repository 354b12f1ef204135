import type { Metadata } from "next";
import { TrashView } from "@/components/trash/trash-view";
import { getQueryClient, Prefetched, trpc } from "@/components/trpc/prefetch";

export const metadata: Metadata = { title: "Trash" };

export default async function TrashPage() {
  await getQueryClient().fetchQuery(trpc.trash.list.queryOptions());
  return (
    <Prefetched>
      <TrashView />
    </Prefetched>
  );
}
