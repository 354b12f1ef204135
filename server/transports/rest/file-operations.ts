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
    ],
    responses: {
      "200": { description: "An attachment" },
      "404": { description: "No such episode, or no transcript" },
      "409": { description: "Subtitles of a transcript without times" },
    },
  },
  "/opml/export": {
    operationId: "exportOpml",
    tags: ["OPML"],
    summary: "All subscriptions as an OPML file",
    responses: { "200": { description: "An attachment, OPML 2.0" } },
  },
  "/health": {
    operationId: "health",
    tags: ["System"],
    summary: "Whether this server can do its work",
    responses: { "200": { description: "Healthy" }, "503": { description: "Unhealthy" } },
  },
} as const;
