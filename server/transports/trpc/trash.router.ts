import { z } from "zod";
import { FeedId } from "@/server/feeds/feeds.schema";
import { emptyTrash, listTrash, purgeFeed } from "@/server/feeds/trash/trash";
import { EmptyTrash, EmptyTrashAnswer, Trash } from "@/server/feeds/trash/trash.schema";
import { procedure, router } from "./trpc";

const tags = ["Trash"] as const;

export const trashRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/trash", summary: "Deleted podcasts that can be restored", tags } })
    .output(Trash)
    .query(({ ctx }) => listTrash(ctx.app)),
  purge: procedure
    .meta({ rest: { method: "DELETE", path: "/trash/{id}", summary: "Delete one of them for ever", tags } })
    .input(FeedId)
    .output(z.object({ message: z.string() }))
    .mutation(({ ctx, input }) => purgeFeed(ctx.app, input)),
  empty: procedure
    .meta({ rest: { method: "DELETE", path: "/trash", summary: "Delete all of them for ever", tags } })
    .input(EmptyTrash)
    .output(EmptyTrashAnswer)
    .mutation(({ ctx }) => emptyTrash(ctx.app)),
});
