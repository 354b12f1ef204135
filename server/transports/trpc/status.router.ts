import { Status } from "@/server/status/status.schema";
import { getStatus } from "@/server/status/status.service";
import { procedure, router } from "./trpc";

export const statusRouter = router({
  get: procedure
    .meta({ rest: { method: "GET", path: "/status", summary: "The library in numbers", tags: ["System"] } })
    .output(Status)
    .query(({ ctx }) => getStatus(ctx.app)),
});
