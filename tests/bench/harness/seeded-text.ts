/** Numbers in [0, 1) that are the same in every run (xorshift: Marsaglia, 2003). */
export function seededRandom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const VOCABULARY = 50_000;
const onsets = ["b", "br", "d", "f", "g", "gl", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w", "z"];
const vowels = ["a", "e", "i", "o", "u", "ea", "ou"];
const codas = ["", "n", "r", "l", "k", "m", "t"];

/** The word of a rank: 1 is the most frequent. Words of frequent ranks are short, as in speech. */
export function wordOfRank(rank: number): string {
  const syllables = onsets.length * vowels.length * codas.length;
  let word = "";
  for (let left = rank + 40; left > 0; left = Math.floor(left / syllables)) {
    const pick = left % syllables;
    const onset = onsets[pick % onsets.length] ?? "";
    const vowel = vowels[Math.floor(pick / onsets.length) % vowels.length] ?? "";
    word += onset + vowel + (codas[Math.floor(pick / (onsets.length * vowels.length))] ?? "");
  }
  return word;
}

/** Speech as statistics have it: the word of rank r comes with a frequency of about 1/r (Zipf). */
export function seededSpeech(seed: number): { words(count: number): string[]; phrase(): string } {
  const random = seededRandom(seed);
  const word = () => wordOfRank(Math.min(VOCABULARY, Math.floor(VOCABULARY ** random())));
  const words = (count: number) => Array.from({ length: count }, word);
  return { words, phrase: () => words(15 + Math.floor(random() * 15)).join(" ") };
}
