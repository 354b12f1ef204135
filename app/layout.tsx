import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { ThemeProvider } from "@/components/shell/theme-provider";
import { ToasterSlot } from "@/components/shell/toaster-slot";
import { ClockProvider } from "@/components/time/clock-context";
import { readTimeZone } from "@/components/time/read-time-zone";
import { CatalogProvider } from "@/components/trpc/client";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "cast2md", template: "%s · cast2md" },
  description: "Your podcasts as a library that you can read and search.",
  referrer: "no-referrer",
};

export const viewport: Viewport = {
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#131210" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? "";
  const timeZone = readTimeZone(await cookies());
  return (
    <html lang="en" className={GeistSans.variable} suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>
          <ClockProvider timeZone={timeZone} renderedAt={Date.now()}>
            <CatalogProvider>{children}</CatalogProvider>
          </ClockProvider>
          <ToasterSlot />
        </ThemeProvider>
      </body>
    </html>
  );
}
