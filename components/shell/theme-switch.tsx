"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const themes = {
  system: { icon: Monitor, label: "Theme: as the system", next: "light" },
  light: { icon: Sun, label: "Theme: light", next: "dark" },
  dark: { icon: Moon, label: "Theme: dark", next: "system" },
} as const;

const never = () => () => {};

/** Goes round system, light and dark. Which one is chosen only the browser knows, so the server renders the first. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const isHydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const chosen = isHydrated && (theme === "light" || theme === "dark") ? theme : "system";
  const { icon: Icon, label, next } = themes[chosen];
  return (
    <Button look="quiet" size="icon" aria-label={label} title={label} onClick={() => setTheme(next)}>
      <Icon aria-hidden />
    </Button>
  );
}
