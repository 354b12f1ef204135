import { z } from "zod";
import { oneLine } from "../../one-line";

/** Of a longer text the beginning is kept. */
const LONGEST_TEXT = 1000;
const LONGEST_ID = 200;

/** Text of an answer, as it can be stored and shown: on one line, without control characters and halves of characters. */
export const answerText = z.string().transform((text) => oneLine(text.slice(0, LONGEST_TEXT)));

/** The id of a show or an episode. It is no longer than ids are: cut short it would be another one. */
export const answerId = z.string().transform(oneLine).pipe(z.string().min(1).max(LONGEST_ID));
