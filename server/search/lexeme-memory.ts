import type { DbOrTx } from "@/server/platform/db";
import * as repo from "./search.repo";

/** About 20 MB. Speech in one language has some ten thousand forms that are used. */
const MOST = 100_000;

const known = new Map<string, string>();
const keyOf = ({ lang, word }: { lang: string; word: string }) => `${lang} ${word}`;

/** The lexeme of each word in its language, by `lang word`. It never changes, so each is asked of the database once. */
export async function lexemesOf(
  db: DbOrTx,
  words: readonly { lang: string; word: string }[],
): Promise<ReadonlyMap<string, string>> {
  const distinct = new Map(words.map((entry) => [keyOf(entry), entry]));
  const unknown = [...distinct].filter(([key]) => !known.has(key)).map(([, entry]) => entry);
  const rows = await repo.readLexemes(db, unknown);
  const answer = new Map<string, string>(rows.map((row) => [keyOf(row), row.lexeme]));
  for (const key of distinct.keys()) {
    const lexeme = known.get(key);
    if (lexeme !== undefined) answer.set(key, lexeme);
  }
  if (known.size + rows.length > MOST) known.clear();
  for (const row of rows) known.set(keyOf(row), row.lexeme);
  return answer;
}
