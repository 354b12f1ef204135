"use client";

import { PageFailure } from "@/components/shell/page-failure";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main className="px-4">
      <PageFailure digest={error.digest} reset={reset} />
    </main>
  );
}
