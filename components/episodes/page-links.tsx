import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";

type PageLinksProps = { page: number; pageCount: number; hrefOf: (page: number) => string };

export function PageLinks({ page, pageCount, hrefOf }: PageLinksProps) {
  if (pageCount <= 1) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex items-center justify-between gap-3">
      <Step href={page > 1 ? hrefOf(page - 1) : null}>
        <ChevronLeft aria-hidden />
        Newer
      </Step>
      <p className="text-muted text-sm tabular-nums">
        Page {page} of {pageCount}
      </p>
      <Step href={page < pageCount ? hrefOf(page + 1) : null}>
        Older
        <ChevronRight aria-hidden />
      </Step>
    </nav>
  );
}

function Step({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null)
    return (
      <Button disabled className="invisible">
        {children}
      </Button>
    );
  return <ButtonLink href={href}>{children}</ButtonLink>;
}
