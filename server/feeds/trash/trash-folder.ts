const LONGEST_SLUG = 40;

/** Where the files of a deleted feed lie: readable for whoever looks into the folder, unique by id and time (UTC). */
export function trashFolder({ id, title, at }: { id: number; title: string; at: Date }): string {
  const time = at.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "_");
  return `trash/${slugOf(title)}_${id}_${time}`;
}

function slugOf(title: string): string {
  const ascii = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = ascii.replace(/[^a-z0-9]+/g, "-").slice(0, LONGEST_SLUG);
  return slug.replace(/^-|-$/g, "") || "podcast";
}
