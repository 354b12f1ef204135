import { FileUp, LibraryBig } from "lucide-react";
import { AddPodcastButton } from "@/components/feeds/add-podcast-button";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The first thing that anybody sees. */
export function FirstRun({ onAdd, onImport }: { onAdd: () => void; onImport: () => void }) {
  return (
    <>
      <h1 className="sr-only">Library</h1>
      <EmptyState
        icon={LibraryBig}
        title="Your library is empty"
        action={
          <>
            <AddPodcastButton label="Add your first podcast" onClick={onAdd} />
            <Button aria-haspopup="dialog" onClick={onImport}>
              <FileUp aria-hidden />
              Import OPML
            </Button>
          </>
        }
      >
        <p>
          Find a podcast by its name, or bring your subscriptions from another app, and cast2md gathers the transcripts
          of its episodes, so that you can read them and find the moment in which something was said.
        </p>
        <p className="text-sm">
          Only looking around? Start with{" "}
          <code className="rounded bg-subtle px-1.5 py-0.5 text-ink">npm start -- --demo</code> for a small podcast that
          comes along.
        </p>
      </EmptyState>
    </>
  );
}
