"use client";

import { BookOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { Logo } from "./logo";
import { places } from "./navigation";
import { SidebarSearch } from "./sidebar-search";
import { ThemeSwitch } from "./theme-switch";

const row = "flex h-9 items-center gap-3 rounded-lg px-3 font-medium text-sm transition-colors [&_svg]:size-4.5";

export function Sidebar() {
  const path = usePathname() ?? "/";
  return (
    <aside className="sticky top-0 flex h-dvh w-60 shrink-0 flex-col border-line border-r px-3 py-5 max-md:hidden">
      <Link href="/" className="mb-5 w-fit rounded-lg px-3">
        <Logo />
      </Link>
      <SidebarSearch />
      <nav aria-label="Main" className="mt-4 flex flex-col gap-0.5">
        {places.map(({ label, href, icon: Icon, holds }) => (
          <Link
            key={href}
            href={href}
            aria-current={holds(path) ? "page" : undefined}
            className={cn(
              row,
              holds(path) ? "bg-accent-soft text-accent" : "text-muted hover:bg-subtle hover:text-ink",
            )}
          >
            <Icon aria-hidden />
            {label}
          </Link>
        ))}
      </nav>
      <div className="mt-auto flex items-center justify-between">
        <Link href="/docs" className={cn(row, "text-faint hover:bg-subtle hover:text-ink")}>
          <BookOpen aria-hidden />
          API
        </Link>
        <ThemeSwitch />
      </div>
    </aside>
  );
}
