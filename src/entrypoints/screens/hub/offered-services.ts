import type { Broker, InappAction } from '../../../domain/brokers/broker.ts';
import { originOfUrlTemplate } from '../../../lib/url-template.ts';

/** What a trader does with one account. */
export const ACCOUNT_SERVICES = ['deposit', 'withdrawal'] as const satisfies readonly InappAction[];

/** What a trader does as such. */
export const USER_SERVICES = [
  'create-account',
  'kyc',
  'change-password',
  'change-email',
  'chat',
] as const satisfies readonly InappAction[];

export type Service = (typeof ACCOUNT_SERVICES)[number] | (typeof USER_SERVICES)[number];

/** Whether a button for it leads anywhere. */
export function isOffered(broker: Broker, service: Service): boolean {
  const { kind } = broker.actions[service];
  if (kind !== 'built-in') return kind === 'external';
  if (service === 'create-account') return broker.accountOffers.length > 0;
  return ACCOUNT_SERVICES.every((one) => one !== service) || broker.payments.cashier.kind !== 'off';
}

/** Whether a button for it at such an account leads anywhere: at a real cashier play money has no business. */
export function isOfferedTo(
  broker: Broker,
  service: (typeof ACCOUNT_SERVICES)[number],
  environment: 'demo' | 'live',
): boolean {
  const isOurs = broker.actions[service].kind === 'built-in';
  const isReal = isOurs && broker.payments.cashier.kind !== 'sandbox';
  return isOffered(broker, service) && (environment === 'live' || !isReal);
}

/** Where the buttons may lead besides our own pages. */
export function outsideOrigins({ actions }: Broker): string[] {
  return Object.values(actions).flatMap((setting) =>
    setting.kind === 'external' ? [originOfUrlTemplate(setting.template)] : [],
  );
}
