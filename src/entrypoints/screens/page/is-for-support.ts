import type { BridgeError } from '../../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../../errors/catalogue.ts';

/** Whether the trader can do nothing about it alone; who calls support can then name the request. */
export function isForSupport({ code }: BridgeError): boolean {
  return ERROR_CATALOGUE[code].status >= 500 || code === 'platform_email_taken';
}
