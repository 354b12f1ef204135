/** What page and component ask for alike, so that the one finds what the other has fetched. */
export const readableInputOf = (id: number, versionId: number | null) =>
  versionId === null ? { id } : { id, transcript_id: versionId };
