import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { App } from "@/server/app";
import { exportOpml } from "@/server/feeds/opml/opml.service";
import { exportFeed } from "@/server/publishing/feed-archive";
import { publishChapters } from "@/server/publishing/publish-chapters";
import { publishFeed } from "@/server/publishing/publish-feed";
import { exportTranscript } from "@/server/transcripts/export-transcript";
import { type FileRequest, serveFile } from "./serve-file";

const id = z.coerce.number().int().positive().max(2147483647);
const format = z.enum(["md", "txt", "srt", "vtt", "json"]).default("md");

/** `GET /api/episodes/{id}/transcript?format=&version=` */
export function serveTranscript(app: App, request: FileRequest, response: ServerResponse): Promise<void> {
  const query = z.object({ id, format, version: id.optional() });
  return serveFile({ app, request, response, query }, async (input) => {
    const { body, ...file } = await exportTranscript(app, input);
    return { ...file, content: body };
  });
}

/** `GET /api/episodes/{id}/chapters.json` */
export function serveChapters(app: App, request: FileRequest, response: ServerResponse): Promise<void> {
  return serveFile({ app, request, response, query: z.object({ id }) }, (input) => publishChapters(app, input));
}

/** `GET /api/feeds/{id}/export?format=` */
export function serveFeedArchive(app: App, request: FileRequest, response: ServerResponse): Promise<void> {
  return serveFile({ app, request, response, query: z.object({ id, format }) }, (input) => exportFeed(app, input));
}

/** `GET /api/opml/export` */
export function serveOpml(app: App, request: FileRequest, response: ServerResponse): Promise<void> {
  return serveFile({ app, request, response, query: z.object({}) }, async () => {
    const { body, fileName } = await exportOpml(app);
    return { fileName, mediaType: "text/x-opml; charset=utf-8", content: body };
  });
}

/** `GET /api/feeds/{id}/rss?page=` */
export function serveFeedDocument(app: App, request: FileRequest, response: ServerResponse): Promise<void> {
  const query = z.object({ id, page: z.coerce.number().int().min(1).max(10_000).default(1) });
  return serveFile({ app, request, response, query }, (input) =>
    publishFeed(app, { ...input, baseUrl: app.env.BASE_URL ?? originOf(request) }),
  );
}

/** How the reader has reached this server, and so may reach it again. The guard before has checked the host. */
function originOf({ headers }: FileRequest): string {
  const forwarded = headers["x-forwarded-proto"];
  const protocol = forwarded === "https" ? "https" : "http";
  return `${protocol}://${headers.host ?? "localhost"}`;
}
