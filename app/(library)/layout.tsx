import type { ReactNode } from "react";
import { PhoneHeader, PhoneTabs } from "@/components/shell/phone-bars";
import { SearchHotkey } from "@/components/shell/search-hotkey";
import { Sidebar } from "@/components/shell/sidebar";

export default function LibraryLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="fixed top-3 left-3 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to the content
      </a>
      <SearchHotkey />
      <PhoneHeader />
      <div className="flex">
        <Sidebar />
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 flex-1 px-4 pt-6 pb-28 outline-none md:px-10 md:pt-10 md:pb-20"
        >
          <div className="mx-auto max-w-3xl">{children}</div>
        </main>
      </div>
      <PhoneTabs />
    </>
  );
}
