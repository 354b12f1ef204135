import type { ReactNode } from "react";

type PageTitleProps = { title: string; note?: ReactNode; children?: ReactNode };

export function PageTitle({ title, note, children }: PageTitleProps) {
  return (
    <header className="mb-7 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        {note && <p className="mt-0.5 text-muted text-sm">{note}</p>}
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  );
}
