import type { StoreUrls } from './engines.ts';
import { SAMPLE_AGREEMENTS, SAMPLE_OFFERS, seedWith } from './seed-with.ts';
import { startWiredBridge, type WiredBridge } from './start-wired-bridge.ts';

/** The white label whose sign-up has all four steps: it has agreements, and lets traders choose their first account. */
export const FOUR_STEPS = 'tradingtech_main';

/** The one whose sign-up has two: it asks for nothing, and gives an account without asking. */
export const TWO_STEPS = 'tradingtech_wl_europe';

export function startFourStepBridge(stores: StoreUrls): Promise<WiredBridge> {
  const four = seedWith(FOUR_STEPS, {
    agreements: SAMPLE_AGREEMENTS,
    firstAccount: null,
    accountOffers: SAMPLE_OFFERS,
  });
  const two = seedWith(TWO_STEPS, { agreements: [] });
  return startWiredBridge({ ...stores, seed: (file) => two(four(file)) });
}
