import { z } from "zod";

/** Text that a person typed on one line: without the control characters that Postgres or a terminal would stumble over. */
export const typedText = z.string().transform((text) =>
  text
    .replace(/\p{Cc}/gu, " ")
    .toWellFormed()
    .trim(),
);
