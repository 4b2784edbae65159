import type { Settings } from '../config/load-settings.ts';
import type { AddressRules } from '../lib/called-address.ts';

/** Which addresses a white label may have us call. */
export function addressRulesOf({ mode, simulatorUrl }: Settings): AddressRules {
  const isProduction = mode === 'production';
  return { publicOnly: isProduction, sandboxOrigin: isProduction ? null : simulatorUrl };
}
