import type { Cue } from "./cue";

const SHARE_OF_SINGLE_WORDS = 0.8;
// One word of speech; longer stretches without a blank are sentences of a script without word spaces.
const SINGLE_WORD =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,4}\p{P}?|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,30})$/u;

/** Whether each cue holds about one word, as the JSON of Podcasting 2.0 hosts and of speech engines often does. */
export function isWordLevel(cues: readonly Cue[]): boolean {
  const single = cues.filter((cue) => SINGLE_WORD.test(cue.text)).length;
  return cues.length >= 3 && single >= cues.length * SHARE_OF_SINGLE_WORDS;
}
