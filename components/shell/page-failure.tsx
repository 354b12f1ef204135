"use client";

import { CloudOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What shows instead of a page that broke. The reason stays in the server's log. */
export function PageFailure({ digest, reset }: { digest: string | undefined; reset: () => void }) {
  const router = useRouter();
  const tryAgain = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <>
      <h1 className="sr-only">This page could not be shown</h1>
      <EmptyState
        icon={CloudOff}
        title="This page could not be shown"
        action={<Button onClick={tryAgain}>Try again</Button>}
      >
        <p>The server may be starting, or it cannot reach its database. Its log says more.</p>
        {digest && <p className="text-faint text-sm">Number in the log: {digest}</p>}
      </EmptyState>
    </>
  );
}
