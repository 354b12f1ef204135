"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner } from "sonner";

export function Toaster({ onReady }: { onReady: () => void }) {
  const { theme } = useTheme();
  // Effects of children come first: by now it listens.
  useEffect(onReady, [onReady]);
  return (
    <Sonner
      theme={theme === "light" || theme === "dark" ? theme : "system"}
      position="bottom-right"
      mobileOffset={{ bottom: "calc(4.75rem + env(safe-area-inset-bottom))" }}
      visibleToasts={3}
      toastOptions={{
        style: {
          background: "var(--surface)",
          color: "var(--ink)",
          borderColor: "var(--line)",
          borderRadius: "0.75rem",
          fontFamily: "var(--font-geist-sans), sans-serif",
        },
        actionButtonStyle: { background: "var(--accent)", color: "var(--on-accent)", fontWeight: 500 },
        descriptionClassName: "text-muted!",
      }}
    />
  );
}
