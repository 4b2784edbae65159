import { faultOfWebAddress } from '../../lib/is-web-address.ts';
import { checkUrlTemplate } from '../../lib/url-template.ts';
import type { CashierSetting } from './broker.ts';
import type { CashierPlaceholder } from './cashier-placeholder.ts';
import { type Demand, requireField } from './require-field.ts';

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
export function checkCashier(cashier: CashierSetting, demand: Demand = requireField): void {
  if (cashier.kind !== 'redirect') return;
  const { payoutUrl, sealedSecret } = cashier;
  const payoutFault = payoutUrl === null ? undefined : faultOfWebAddress(payoutUrl);
  demand(payoutFault === undefined, 'payments.cashier.payoutUrl', payoutFault ?? '');
  demand(sealedSecret !== '', 'payments.cashier.secret', 'is required');
  const field = 'payments.cashier.template';
  const fault = checkUrlTemplate(cashier.template, Object.keys(PLACEHOLDERS));
  demand(fault === undefined, field, fault ?? '');
  const missing = Object.entries(PLACEHOLDERS).find(
    ([name, need]) => need === 'required' && !cashier.template.includes(`{${name}}`),
  );
  demand(missing === undefined, field, `lacks {${missing?.[0]}}`);
}
