"use client";

import { PageFailure } from "@/components/shell/page-failure";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function LibraryErrorPage({ error, reset }: ErrorPageProps) {
  return <PageFailure digest={error.digest} reset={reset} />;
}
