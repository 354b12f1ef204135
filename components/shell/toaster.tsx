"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

export function Toaster() {
  const { theme } = useTheme();
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
          fontFamily: "inherit",
        },
        actionButtonStyle: { background: "var(--accent)", color: "var(--on-accent)", fontWeight: 500 },
        descriptionClassName: "text-muted!",
      }}
    />
  );
}
