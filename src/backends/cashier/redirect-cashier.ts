import type { Broker, CashierSetting } from '../../domain/brokers/broker.ts';
import type { CashierPlaceholder } from '../../domain/brokers/cashier-placeholder.ts';
import type { AuthoriseRequest, CashierBackend, CashierVisit } from '../../domain/payments/cashier-backend.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { toDecimalText } from '../../lib/money.ts';
import { cashierSecretContext } from '../../lib/seal-contexts.ts';
import { fillUrlTemplate } from '../../lib/url-template.ts';
import { announcePayOut } from './announce-pay-out.ts';
import { announceRelease } from './announce-release.ts';
import type { CashierLine } from './cashier-line.ts';
import { signVisit } from './sign-visit.ts';

type RedirectSetting = Extract<CashierSetting, { readonly kind: 'redirect' }>;

/** The page of the white label's own cashier, where traders pay, and its server, which is told of payouts. */
export function createRedirectCashier({ keyRing, line }: { keyRing: KeyRing; line: CashierLine }): CashierBackend {
  const secretOf = ({ brokerName }: Broker, { sealedSecret }: RedirectSetting) =>
    keyRing.open(sealedSecret, cashierSecretContext(brokerName));

  /** @returns How to speak to its server; `undefined` where the white label gave no address. */
  function serverOf(broker: Broker) {
    const { cashier } = broker.payments;
    if (cashier.kind !== 'redirect' || cashier.payoutUrl === null) return undefined;
    return { line, url: cashier.payoutUrl, secret: secretOf(broker, cashier), brokerName: broker.brokerName };
  }

  return {
    name: 'redirect',
    async authorise(broker, request) {
      const { cashier } = broker.payments;
      // Its page cannot be asked; it says by itself what became of the payment.
      if (cashier.kind !== 'redirect' || !request.visit) return { outcome: 'redirect', location: null };
      const values = valuesOf(broker, request, request.visit);
      const signature = signVisit(secretOf(broker, cashier), values);
      return { outcome: 'redirect', location: fillUrlTemplate(cashier.template, { ...values, signature }) };
    },
    async release(broker, request) {
      const server = serverOf(broker);
      return server ? announceRelease(server, request) : 'by_hand';
    },
    async payOut(broker, request) {
      const server = serverOf(broker);
      return server ? announcePayOut(server, request) : { outcome: 'pending' };
    },
  };
}

function valuesOf(
  { brokerName, brokerCrmName }: Broker,
  { paymentId, amountMinor, moneyDigits, currency, login }: AuthoriseRequest,
  { language, theme, returnUrl }: CashierVisit,
): Record<Exclude<CashierPlaceholder, 'signature'>, string> {
  return {
    paymentId,
    amount: toDecimalText(amountMinor, moneyDigits),
    currency,
    brokerName,
    brokerCrmName,
    accountId: String(login),
    lang: language,
    theme,
    returnUrl,
  };
}
