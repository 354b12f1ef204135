/** What is served as a stream beside the procedures: Next strips Content-Length from route handlers. */
export const fileOperations = {
  "/episodes/{id}/transcript": {
    operationId: "exportTranscript",
    tags: ["Episodes"],
    summary: "The transcript as a file",
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "integer" } },
      {
        name: "format",
        in: "query",
        schema: { type: "string", enum: ["md", "txt", "srt", "vtt", "json"], default: "md" },
      },
      {
        name: "version",
        in: "query",
        description: "One of the stored versions; the preferred one when left out",
        schema: { type: "integer" },
      },
    ],
    responses: {
      "200": { description: "An attachment" },
      "404": { description: "No such episode, or no transcript" },
      "409": { description: "Subtitles of a transcript without times" },
    },
  },
  "/episodes/{id}/chapters.json": {
    operationId: "publishChapters",
    tags: ["Episodes"],
    summary: "The chapters as podcast apps read them",
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
    responses: { "200": { description: "JSON Chapters 1.2" }, "404": { description: "No such episode" } },
  },
  "/feeds/{id}/export": {
    operationId: "exportFeed",
    tags: ["Feeds"],
    summary: "All transcripts of a podcast as a ZIP file",
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "integer" } },
      {
        name: "format",
        in: "query",
        schema: { type: "string", enum: ["md", "txt", "srt", "vtt", "json"], default: "md" },
      },
    ],
    responses: {
      "200": { description: "An attachment, sent as it is made" },
      "404": { description: "No such podcast, or no transcripts" },
    },
  },
  "/feeds/{id}/rss": {
    operationId: "publishFeed",
    tags: ["Feeds"],
    summary: "The podcast as RSS with transcripts that point here, for any podcast app",
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "integer" } },
      { name: "page", in: "query", schema: { type: "integer", minimum: 1, default: 1 } },
    ],
    responses: { "200": { description: "RSS 2.0" }, "404": { description: "No such podcast" } },
  },
  "/opml/export": {
    operationId: "exportOpml",
    tags: ["OPML"],
    summary: "All subscriptions as an OPML file",
    responses: { "200": { description: "An attachment, OPML 2.0" } },
  },
  "/episodes/{id}/audio": {
    operationId: "getAudio",
    tags: ["Episodes"],
    summary: "The stored audio, whole or in part",
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "integer" } },
      { name: "range", in: "header", schema: { type: "string" }, description: "One range of bytes" },
    ],
    responses: {
      "200": { description: "The file" },
      "206": { description: "The part that was asked for" },
      "304": { description: "The file that you have" },
      "404": { description: "No such episode, or its audio is not stored here" },
      "416": { description: "The file has no such part" },
    },
  },
  "/health": {
    operationId: "health",
    tags: ["System"],
    summary: "Whether this server can do its work",
    responses: { "200": { description: "Healthy" }, "503": { description: "Unhealthy" } },
  },
} as const;
