import { BridgeError } from '../../errors/bridge-error.ts';
import { checkUrlTemplate } from '../../lib/url-template.ts';
import type { CashierSetting } from './broker.ts';
import type { CashierPlaceholder } from './cashier-placeholder.ts';
import { isWebAddress } from './is-web-address.ts';
import { requireField } from './require-field.ts';

const PLACEHOLDERS: Readonly<Record<CashierPlaceholder, 'required' | 'optional'>> = {
  paymentId: 'required',
  amount: 'required',
  currency: 'required',
  brokerName: 'optional',
  brokerCrmName: 'optional',
  accountId: 'optional',
  lang: 'optional',
  theme: 'optional',
  returnUrl: 'required',
  signature: 'optional',
};

/** @throws `broker_invalid`, naming the field. */
export function checkCashier(cashier: CashierSetting): void {
  if (cashier.kind !== 'redirect') return;
  requireField(cashier.payoutUrl === null || isWebAddress(cashier.payoutUrl), 'payments.cashier.payoutUrl');
  const field = 'payments.cashier.template';
  const fault = checkUrlTemplate(cashier.template, Object.keys(PLACEHOLDERS));
  if (fault !== undefined) throw new BridgeError('broker_invalid', { field, detail: `it ${fault}` });
  const missing = Object.entries(PLACEHOLDERS).find(
    ([name, need]) => need === 'required' && !cashier.template.includes(`{${name}}`),
  );
  if (missing) throw new BridgeError('broker_invalid', { field, detail: `it lacks {${missing[0]}}` });
}
