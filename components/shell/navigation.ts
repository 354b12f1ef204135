import { Activity, LibraryBig, type LucideIcon, Podcast, Search, Settings } from "lucide-react";

type Place = { label: string; href: string; icon: LucideIcon; holds: (path: string) => boolean };

const below = (root: string) => (path: string) => path === root || path.startsWith(`${root}/`);

/** The places of the application, and which paths belong to each. */
export const places: readonly Place[] = [
  { label: "Library", href: "/", icon: LibraryBig, holds: (path) => path === "/" || below("/episodes")(path) },
  { label: "Podcasts", href: "/feeds", icon: Podcast, holds: (path) => below("/feeds")(path) || below("/trash")(path) },
  { label: "Search", href: "/search", icon: Search, holds: below("/search") },
  { label: "Status", href: "/status", icon: Activity, holds: below("/status") },
  { label: "Settings", href: "/settings", icon: Settings, holds: below("/settings") },
];
