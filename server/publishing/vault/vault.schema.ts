import { z } from "zod";

export const Vault = z
  .object({
    is_enabled: z.boolean().describe("It is kept in step with the library"),
    path: z.string(),
    episodes: z.number().describe("Files of episodes in it"),
    podcasts: z.number(),
    job: z
      .object({ id: z.number(), state: z.string(), progress: z.number(), note: z.string().nullable() })
      .nullable()
      .describe("The last or the present run"),
    synced_at: z.date().nullable(),
  })
  .meta({ id: "Vault" });
export type Vault = z.infer<typeof Vault>;
