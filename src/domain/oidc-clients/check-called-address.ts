import { type AddressRules, faultOfCalledAddress } from '../../lib/called-address.ts';
import { requireClientField } from './require-client-field.ts';

/** An address that the bridge itself calls for a client. @throws `client_invalid`, naming the field. */
export function checkCalledAddress(
  address: string | null,
  rules: AddressRules,
  field: 'backchannelLogoutUri' | 'jwksUri',
): void {
  const fault = address === null ? undefined : faultOfCalledAddress(address, rules);
  requireClientField(fault === undefined, field, fault);
}
