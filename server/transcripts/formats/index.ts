import type { TranscriptReader } from "./format";
import { html } from "./html";
import { json } from "./json";
import { plainText } from "./plain-text";
import { srt } from "./srt";
import { webvtt } from "./webvtt";

/** All formats that are understood, the surest sign first. The last one takes whatever is left. */
export const transcriptReaders: readonly TranscriptReader[] = [webvtt, json, html, srt, plainText];
