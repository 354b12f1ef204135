import { z } from "zod";

export const TrashedPodcast = z
  .object({
    id: z.number().describe("The feed"),
    title: z.string(),
    url: z.string(),
    image_url: z.string().nullable(),
    deleted_at: z.date(),
    purge_at: z.date().describe("Deleted for ever at this time"),
    is_restorable: z.boolean().describe("False once it is being deleted for ever"),
    episodes: z.number(),
    transcripts: z.number(),
    bytes: z.number().describe("Of its audio and transcripts"),
  })
  .meta({ id: "TrashedPodcast" });
export type TrashedPodcast = z.infer<typeof TrashedPodcast>;

export const Trash = z.object({ feeds: z.array(TrashedPodcast), days: z.number().describe("The setting trash_days") });
export type Trash = z.infer<typeof Trash>;

export const EmptyTrash = z.object({
  confirm: z.literal("delete", "Say confirm=delete: what is in the trash cannot be brought back").describe("`delete`"),
});

export const EmptyTrashAnswer = z.object({
  message: z.string(),
  purged: z.number(),
  left: z.number().describe("Could not be deleted now, because their files are being moved"),
});
export type EmptyTrashAnswer = z.infer<typeof EmptyTrashAnswer>;
