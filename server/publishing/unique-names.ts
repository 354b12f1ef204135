/**
 * Gives each file a name of its own: where a name is taken already, ` (2)`, ` (3)` ... stands before its extension. Upper and
 * lower case make no difference, as on the disks of Windows and macOS.
 */
export function createUniqueNames(taken: Iterable<string> = []): (name: string) => string {
  const used = new Set([...taken].map(fold));
  return (name) => {
    const dot = name.lastIndexOf(".");
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
    let free = name;
    for (let number = 2; used.has(fold(free)); number++) free = `${stem} (${number})${extension}`;
    used.add(fold(free));
    return free;
  };
}

const fold = (name: string) => name.normalize("NFC").toLowerCase();
