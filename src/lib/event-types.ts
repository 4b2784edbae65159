/** What the bridge tells the broker's own systems of; `ping` is a test and never happens by itself. */
export const EVENT_TYPES = [
  'user.created',
  'user.updated',
  'user.disabled',
  'user.enabled',
  'account.opened',
  'account.linked',
  'payment.created',
  'payment.credited',
  'payment.failed',
  'payment.unconfirmed',
  'payment.paid',
  'payment.returned',
  'agreement.published',
  'agreement.signed',
  'application.created',
  'application.state_changed',
  'developer_registration.submitted',
  'developer_registration.decided',
  'kyc.submitted',
  'kyc.decided',
  'api_key.expiring',
  'ping',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];
