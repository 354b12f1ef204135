/** The lines of a text, whichever way its lines end. */
export const splitLines = (text: string): string[] => text.split(/\r\n|\n|\r/);
