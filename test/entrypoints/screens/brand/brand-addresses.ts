import type { PageAnswer } from '../../../support/trader-browser.ts';

/** The files of its white label that a page names, in their order. */
export function brandAddressesIn({ text }: PageAnswer): string[] {
  return [...text.matchAll(/(?:src|srcset|href)="(\/b\/[^"]+\/brand\/[^"]+)"/g)].map(([, address]) => String(address));
}
