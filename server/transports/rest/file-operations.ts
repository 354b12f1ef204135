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
