import type { Metadata } from "next";
import Link from "next/link";
import { ApiDocs } from "@/components/docs/api-docs";
import { Logo } from "@/components/shell/logo";
import { ThemeSwitch } from "@/components/shell/theme-switch";

export const metadata: Metadata = { title: "API" };

export default function DocsPage() {
  return (
    <>
      <header className="flex items-center justify-between border-line border-b px-4 py-2.5 md:px-6">
        <Link href="/" className="rounded-lg py-1">
          <Logo />
        </Link>
        <ThemeSwitch />
      </header>
      <ApiDocs />
    </>
  );
}
