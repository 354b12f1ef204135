"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "@/components/shell/notify";
import { useTRPC, useTRPCClient } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { valueInWords } from "./setting-words";
import type { Setting, SettingValue } from "./types";

const UNDO_MS = 8_000;

type Change = {
  /** Null forgets what is stored. */
  value: SettingValue | null;
  isUndo?: boolean;
};

/** Stores one setting or forgets it. One change after the other, so that the last answer is the last word; each can be taken back. */
export function useSaveSetting(key: string, setting: Setting) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const list = trpc.settings.list.queryKey();

  const save = useMutation({
    scope: { id: "settings" },
    mutationFn: ({ value }: Change) =>
      value === null
        ? client.settings.reset.mutate({ key })
        : client.settings.put.mutate({ settings: { [key]: value } }),
    onSuccess: async (answer, { value, isUndo }) => {
      // An answer that is on its way may still be the old one.
      await queryClient.cancelQueries({ queryKey: list });
      const before = queryClient.getQueryData(list)?.settings[key] ?? setting;
      queryClient.setQueryData(list, answer);
      // All pages tell of what the settings decide.
      void queryClient.invalidateQueries();
      const now = answer.settings[key];
      if (!now) return;
      const words = valueInWords(key, now.value);
      notify.success(
        isUndo ? `Back to ${words}` : value === null ? `${words}, ${origins[now.source]}` : `Saved: ${words}`,
        {
          // The toast whose Undo was clicked is leaving: another one with its id would leave with it.
          id: isUndo ? `setting-${key}-undone` : `setting-${key}`,
          description: setting.label,
          duration: UNDO_MS,
          action: isUndo
            ? null
            : { label: "Undo", onClick: () => save.mutate({ value: storedOf(before), isUndo: true }) },
        },
      );
    },
    onError: (error, { isUndo }) => {
      if (isUndo) notify.error(problemOf(error, key), { description: setting.label });
    },
  });
  return save;
}

const origins = {
  database: "as set here",
  environment: "from the environment",
  default: "the default",
} as const satisfies Record<Setting["source"], string>;

const storedOf = ({ source, value }: Setting) => (source === "database" ? value : null);
