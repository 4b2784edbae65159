import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkCashier } from '../../../src/domain/brokers/check-cashier.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';

const QUERY = 'p={paymentId}&a={amount}&c={currency}&r={returnUrl}';

function check(template: string, payoutUrl: string | null = null): void {
  checkCashier({ kind: 'redirect', template, payoutUrl, sealedSecret: 'sealed' });
}

describe('the settings of an outside cashier', () => {
  test('are good with every placeholder that there is', () => {
    check(`https://pay.example/?${QUERY}&b={brokerName}{brokerCrmName}{accountId}{lang}{theme}&s={signature}`);
    check(`https://pay.example/?${QUERY}`, 'https://pay.example/payouts');
  });

  for (const [template, detail] of [
    [`https://pay.example/?${QUERY}&t={otToken}`, /unknown placeholder \{otToken\}/],
    [`https://{brokerName}.pay.example/?${QUERY}`, /placeholder in its host/],
    [`ftp://pay.example/?${QUERY}`, /does not begin with/],
    [`https://pay.example/?${QUERY.replace('{paymentId}', '')}`, /lacks \{paymentId\}/],
    [`https://pay.example/?${QUERY.replace('{amount}', '')}`, /lacks \{amount\}/],
    [`https://pay.example/?${QUERY.replace('{returnUrl}', '')}`, /lacks \{returnUrl\}/],
  ] as const) {
    test(`the template ${template} is refused when it is saved`, () => {
      assert.throws(
        () => check(template),
        (error) =>
          isBridgeError(error, 'broker_invalid') &&
          error.field === 'payments.cashier.template' &&
          detail.test(error.detail ?? ''),
      );
    });
  }

  for (const payoutUrl of ['ftp://pay.example/', 'https://user:secret@pay.example/', 'pay', 'https://pay.example/#x']) {
    test(`the payout address ${payoutUrl} is refused when it is saved`, () => {
      assert.throws(
        () => check(`https://pay.example/?${QUERY}`, payoutUrl),
        (error) => isBridgeError(error, 'broker_invalid') && error.field === 'payments.cashier.payoutUrl',
      );
    });
  }

  test('the other kinds need none', () => {
    checkCashier({ kind: 'off' });
    checkCashier({ kind: 'sandbox' });
  });
});
