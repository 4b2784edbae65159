import { plain } from './plain-group.ts';
import type { SettingsPage } from './settings-form.ts';

/** Limits, and the cashier, which is saved apart: it needs a fresh proof. */
export const PAYMENTS_PAGE: SettingsPage = {
  tab: 'payments',
  title: 'Payments',
  lead: 'How much traders may pay in and out, and who moves the money.',
  forms: [
    {
      at: '',
      operation: 'updateWhiteLabel',
      root: '',
      submit: 'Save limits',
      groups: [
        plain(
          'Limits',
          [
            { name: 'payments.minDepositMinor', label: 'Smallest deposit', kind: 'integer' },
            { name: 'payments.maxDepositMinor', label: 'Largest deposit', kind: 'integer' },
            { name: 'payments.minWithdrawalMinor', label: 'Smallest withdrawal', kind: 'integer' },
            { name: 'payments.maxWithdrawalMinor', label: 'Largest withdrawal', kind: 'integer' },
          ],
          'In the smallest unit of the account’s currency: 1000 is 10.00 EUR, and 1000 JPY.',
        ),
      ],
    },
    {
      at: '/cashier',
      operation: 'setCashier',
      root: 'payments.cashier',
      submit: 'Save the cashier',
      groups: [
        plain('Cashier', [
          {
            name: 'payments.cashier.kind',
            label: 'Who takes the money',
            kind: 'select',
            options: [
              { value: 'sandbox', label: 'The sandbox’s cashier: moves no money' },
              { value: 'redirect', label: 'The broker’s own page' },
              { value: 'off', label: 'Nobody: no deposits and withdrawals' },
            ],
          },
          {
            name: 'payments.cashier.template',
            label: 'Address of the cashier',
            kind: 'address',
            onlyFor: 'redirect',
            preview: 'cashier',
            hint: 'Holds {paymentId}, {amount}, {currency} and {returnUrl}; may hold {signature}, {brokerName}, {brokerCrmName}, {accountId}, {lang} and {theme}.',
          },
          {
            name: 'payments.cashier.payoutUrl',
            label: 'Payout address',
            kind: 'address',
            isNullable: true,
            onlyFor: 'redirect',
            hint: 'Where withdrawals are announced to be paid out.',
          },
          {
            name: 'payments.cashier.secret',
            label: 'Secret',
            kind: 'secret',
            onlyFor: 'redirect',
            isOptional: true,
            hint: 'Leave it empty to keep the one that there is; where there is none, one is made and shown once.',
          },
        ]),
      ],
    },
  ],
};
