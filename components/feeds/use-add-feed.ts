"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { needsCredentials, problemOf } from "@/components/trpc/problem-of";
import type { PodcastChoice } from "./podcast-choice";
import type { Credentials } from "./private-feed-form";

type Asked = { choice: PodcastChoice; reason: unknown };

/**
 * Subscribes to what was chosen. Where its host asks for a password, that is what is asked for next. Who closes the dialog
 * meanwhile is told what has come of it.
 */
export function useAddFeed(onAdded: (feedId: number) => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<PodcastChoice | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const router = useRouter();
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const add = useMutation(
    trpc.feeds.add.mutationOptions({
      onSuccess: (feed) => {
        queryClient.setQueryData(trpc.feeds.get.queryKey({ id: feed.id }), feed);
        void queryClient.invalidateQueries(trpc.feeds.list.queryFilter());
        if (isOpen.current) return;
        const action = { label: "Open", onClick: () => router.push(`/feeds/${feed.id}`) };
        notify.success("Podcast added", { description: feed.display_title, action });
      },
      onError: (error) => {
        if (!isOpen.current) notify.error("The podcast was not added", { description: problemOf(error) });
      },
    }),
  );

  const choose = (choice: PodcastChoice, credentials?: Credentials) => {
    setChosen(choice);
    const place =
      choice.kind === "address"
        ? { url: choice.url }
        : { url: choice.podcast.feed_url, itunes_id: choice.podcast.itunes_id };
    add.mutate(credentials ? { ...place, credentials } : place, {
      onSuccess: ({ id }) => onAdded(id), // not where the dialog was closed meanwhile
      onError: (error) => !credentials && needsCredentials(error) && setAsked({ choice, reason: error }),
    });
  };
  const forget = () => {
    setAsked(null);
    add.reset();
  };
  return {
    isPending: add.isPending,
    pending: add.isPending ? chosen : null,
    /** Null while nothing has failed, and while a password is asked for and was not refused. */
    error: add.error === asked?.reason ? null : add.error,
    asked,
    choose: (choice: PodcastChoice) => choose(choice),
    open: (credentials: Credentials) => asked && choose(asked.choice, credentials),
    forget,
  };
}
