import type { TranscriptExport } from "./format";
import { json } from "./json";
import { markdown } from "./markdown";
import { srt } from "./srt";
import { text } from "./text";
import { webvtt } from "./webvtt";

/** Every form in which a transcript can be had, in the order in which they are offered. */
export const transcriptExports: readonly TranscriptExport[] = [markdown, text, srt, webvtt, json];
