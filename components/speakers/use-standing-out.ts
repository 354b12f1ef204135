"use client";

import { useEffect } from "react";
import { elementOf } from "@/components/transcript/phrase-elements";
import type { Phrase } from "@/components/transcript/types";

/** Lets what others say step back, on the elements themselves: nothing is rendered anew. */
export function useStandingOut(phrases: readonly Phrase[], chosen: string | null): void {
  useEffect(() => {
    if (chosen === null) return;
    const others = phrases.flatMap(({ speaker }, index) => (speaker === chosen ? [] : [elementOf(index)]));
    for (const element of others) element?.setAttribute("data-aside", "");
    return () => {
      for (const element of others) element?.removeAttribute("data-aside");
    };
  }, [phrases, chosen]);
}
