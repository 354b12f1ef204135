import { pocketcasts } from "./pocketcasts/pocketcasts";
import { podcasting20 } from "./podcasting20";
import type { TranscriptProvider } from "./provider";

/** All of them, the best first. */
export const providers: readonly TranscriptProvider[] = [podcasting20, pocketcasts];
