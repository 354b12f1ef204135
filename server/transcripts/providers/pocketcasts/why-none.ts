/** What is said of an episode that the list of its show brings no transcript of. */
export const whyNone = ({ isListed }: { isListed: boolean }): string =>
  isListed ? "Pocket Casts has no transcript of this episode" : "Pocket Casts does not list this episode";
