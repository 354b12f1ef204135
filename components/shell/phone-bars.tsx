"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { Logo } from "./logo";
import { places } from "./navigation";
import { ThemeSwitch } from "./theme-switch";

export function PhoneHeader() {
  return (
    <header className="flex h-14 items-center justify-between border-line border-b pr-2 pl-4 md:hidden">
      <Link href="/" className="rounded-lg py-2">
        <Logo />
      </Link>
      <ThemeSwitch />
    </header>
  );
}

/** Where the thumb is. */
export function PhoneTabs() {
  const path = usePathname() ?? "/";
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-line border-t bg-canvas/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden"
    >
      {places.map(({ label, href, icon: Icon, holds }) => (
        <Link
          key={href}
          href={href}
          aria-current={holds(path) ? "page" : undefined}
          className={cn(
            "flex h-15 flex-col items-center justify-center gap-1 font-medium text-[11px] leading-none",
            holds(path) ? "text-accent" : "text-muted",
          )}
        >
          <Icon aria-hidden className="size-5.5" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
