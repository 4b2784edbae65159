/** What the template of a `redirect` cashier can hold, in braces. @see `docs/payments.md` */
export type CashierPlaceholder =
  | 'paymentId'
  | 'amount'
  | 'currency'
  | 'brokerName'
  | 'brokerCrmName'
  | 'accountId'
  | 'lang'
  | 'theme'
  | 'returnUrl'
  | 'signature';
