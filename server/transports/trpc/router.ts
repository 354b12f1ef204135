import { episodesRouter } from "./episodes.router";
import { feedsRouter } from "./feeds.router";
import { queueRouter } from "./queue.router";
import { searchRouter } from "./search.router";
import { settingsRouter } from "./settings.router";
import { statusRouter } from "./status.router";
import { trashRouter } from "./trash.router";
import { createCallerFactory, router } from "./trpc";

/** The one catalog of operations. REST, OpenAPI and the pages derive from it. */
export const appRouter = router({
  feeds: feedsRouter,
  episodes: episodesRouter,
  trash: trashRouter,
  queue: queueRouter,
  search: searchRouter,
  settings: settingsRouter,
  status: statusRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
