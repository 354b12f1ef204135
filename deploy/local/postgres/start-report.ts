import { z } from "zod";

/** What the database process tells its parent, once. */
export const StartReport = z.discriminatedUnion("ready", [
  z.object({ ready: z.literal(true), port: z.number() }),
  z.object({ ready: z.literal(false), reason: z.string() }),
]);
export type StartReport = z.infer<typeof StartReport>;
