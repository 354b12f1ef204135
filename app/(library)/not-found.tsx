import { NotFoundMessage } from "@/components/shell/not-found-message";

export default function LibraryNotFound() {
  return <NotFoundMessage />;
}
