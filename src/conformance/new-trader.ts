import { newSecret } from '../lib/secrets.ts';
import type { Trader } from './conformance-case.ts';

/** Somebody who is to be signed up, and whom nobody is yet. */
export function newTrader(): Trader {
  return {
    email: `conform-${newSecret(9)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '0')}@example.com`,
    // Upper and lower case, a digit and a sign, for bridges that ask for each.
    password: `Aa1-${newSecret(18)}`,
  };
}
