import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { type ImportedLine, partsOf } from "./opml-line";

export type OpmlImport = {
  /** What has become of a line, by its address. */
  results: ReadonlyMap<string, ImportedLine>;
  progress: { done: number; total: number } | null;
  isStopping: boolean;
  problem: string | null;
  /** Imports the lines with these addresses, part by part. */
  start: (urls: readonly string[]) => Promise<void>;
  /** Ends it after the part that is under way. */
  stop: () => void;
};

/** Runs an import of a file that has been previewed. */
export function useOpmlImport(opml: string): OpmlImport {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [results, setResults] = useState<ReadonlyMap<string, ImportedLine>>(new Map());
  const [progress, setProgress] = useState<OpmlImport["progress"]>(null);
  const [isStopping, setStopping] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const mayGoOn = useRef(false);
  useEffect(
    () => () => {
      mayGoOn.current = false;
    },
    [],
  );

  const start = async (urls: readonly string[]) => {
    mayGoOn.current = true;
    setProblem(null);
    setStopping(false);
    let done = 0;
    setProgress({ done, total: urls.length });
    try {
      for (const part of partsOf(urls)) {
        if (!mayGoOn.current) break;
        const { lines } = await client.opml.import.mutate({ opml, urls: part });
        const settled = lines.filter(({ status }) => status !== "duplicate");
        setResults((before) => new Map([...before, ...settled.map((line) => [line.url, line] as const)]));
        done += part.length;
        setProgress({ done, total: urls.length });
      }
    } catch (error) {
      setProblem(problemOf(error));
    }
    setProgress(null);
    setStopping(false);
    void queryClient.invalidateQueries({ ...trpc.feeds.list.queryFilter(), refetchType: "all" });
  };
  const stop = () => {
    mayGoOn.current = false;
    setStopping(true);
  };
  return { results, progress, isStopping, problem, start, stop };
}
