/** What a transcript can be saved as. Subtitles are nothing without times. */
export const exportFormats = [
  { format: "md", label: "Markdown", needsTimes: false },
  { format: "txt", label: "Plain text", needsTimes: false },
  { format: "srt", label: "SRT subtitles", needsTimes: true },
  { format: "vtt", label: "WebVTT subtitles", needsTimes: true },
  { format: "json", label: "JSON", needsTimes: false },
] as const;
