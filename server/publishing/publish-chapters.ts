import { getChapters } from "@/server/episodes/episodes.service";
import type { Core } from "@/server/platform/core";

/** The chapters of an episode as apps read them (Podcasting 2.0, JSON Chapters 1.2). @throws `not_found` */
export async function publishChapters(
  ctx: Pick<Core, "db">,
  input: { id: number },
): Promise<{ mediaType: string; content: string }> {
  const { chapters } = await getChapters(ctx, input);
  const listed = chapters.map(({ start_ms: startMs, title, url, image_url: img }) => ({
    startTime: startMs / 1000,
    title,
    ...(url ? { url } : {}),
    ...(img ? { img } : {}),
  }));
  const content = `${JSON.stringify({ version: "1.2.0", chapters: listed }, null, 2)}\n`;
  return { mediaType: "application/json+chapters; charset=utf-8", content };
}
