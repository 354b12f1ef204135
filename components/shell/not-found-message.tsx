import { Compass } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What stands where nothing is. */
export function NotFoundMessage() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={Compass}
        title="There is nothing here"
        action={<ButtonLink href="/">Back to the library</ButtonLink>}
      >
        <p>The address may be mistyped, or what it named is gone.</p>
      </EmptyState>
    </>
  );
}
