import Link from "next/link";
import { memo } from "react";
import { formatClock } from "@/components/time/format-duration";
import type { NumberedRow, NumberedText } from "./number-differences";

type ComparedRowsProps = {
  rows: readonly NumberedRow[];
  episodeId: number;
  leftLanguage: string | null;
  rightLanguage: string | null;
};

/** Both texts, row beside row. Rows out of sight are not laid out. */
export const ComparedRows = memo(function ComparedRows(props: ComparedRowsProps) {
  const { rows, episodeId, leftLanguage, rightLanguage } = props;
  return (
    <ol className="mt-4">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows never change their places
        <li key={index} className="compared-row">
          {row.startMs !== null && <Moment episodeId={episodeId} seconds={Math.floor(row.startMs / 1000)} />}
          <Side name="A" language={leftLanguage} texts={row.left} />
          <Side name="B" language={rightLanguage} texts={row.right} />
        </li>
      ))}
    </ol>
  );
});

function Moment({ episodeId, seconds }: { episodeId: number; seconds: number }) {
  return (
    <Link
      href={`/episodes/${episodeId}?t=${seconds}`}
      prefetch={false}
      aria-label={`Read from ${formatClock(seconds)}`}
      className="compared-time"
    >
      {formatClock(seconds)}
    </Link>
  );
}

type SideProps = { name: "A" | "B"; language: string | null; texts: readonly NumberedText[] };

function Side({ name, language, texts }: SideProps) {
  return (
    <div className="compared-side" data-side={name}>
      <span className="compared-label">{name}</span>
      <p dir="auto" lang={language ?? undefined}>
        {texts.length === 0 && <span className="text-faint italic">nothing here</span>}
        {texts.map(({ text, difference }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts never change their places
          <Stretch key={index} text={text} difference={difference} />
        ))}
      </p>
    </div>
  );
}

function Stretch({ text, difference }: NumberedText) {
  if (difference === null) return `${text} `;
  return (
    <>
      <mark data-difference={difference}>{text}</mark>{" "}
    </>
  );
}
