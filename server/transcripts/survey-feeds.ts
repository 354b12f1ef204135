import { providers } from "./providers/index";
import type { ProviderContext } from "./providers/provider";

/** Most surveys take seconds; what is not done then is due again at the next tick. */
const DEADLINE_MS = 5 * 60_000;

/** Lets the providers look at whole feeds, for the old episodes that nobody asks for any more. */
export async function surveyFeeds(ctx: ProviderContext, stopping: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(DEADLINE_MS)]);
  for (const provider of providers)
    if (provider.survey && (await provider.isEnabled(ctx))) await provider.survey(ctx, signal);
}
