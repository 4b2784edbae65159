import { isPrivateHost } from '../../lib/is-private-host.ts';
import type { Broker } from './broker.ts';
import type { Demand } from './require-field.ts';

type Addressed = Pick<Broker, 'platform' | 'screens' | 'actions' | 'payments'>;

/**
 * What production mode demands of addresses. Managers' passwords, one-time tokens and framed forms all travel there, so
 * loopback is no exception; the cashier's server is spoken to, so it may not be in a private network.
 */
export function checkPublicAddresses(settings: Partial<Addressed>, demand: Demand): void {
  for (const [field, address] of addressesOf(settings)) {
    demand(/^https:\/\//i.test(address), field, 'must begin with https://');
  }
  for (const [field, address] of cashierAddressesOf(settings)) {
    demand(!isPrivateHost(hostOf(address)), field, 'leads to a private network');
  }
}

type Address = readonly [field: string, address: string];

function addressesOf({
  platform,
  screens,
  actions = {} as Addressed['actions'],
  ...rest
}: Partial<Addressed>): Address[] {
  const { successUrl = null, landingUrl = null, embeddedPlatformUrl = null, frameOrigins = [] } = screens ?? {};
  const one: readonly (readonly [string, string | null])[] = [
    ['platform.baseUrl', platform?.baseUrl ?? null],
    ['screens.successUrl', successUrl],
    ['screens.landingUrl', landingUrl],
    ['screens.embeddedPlatformUrl', embeddedPlatformUrl],
  ];
  return [
    ...one.flatMap(([field, address]): Address[] => (address === null ? [] : [[field, address]])),
    ...frameOrigins.map((origin): Address => ['screens.frameOrigins', origin]),
    ...Object.entries(actions).flatMap(([action, setting]): Address[] =>
      setting.kind === 'external' ? [[`actions.${action}.template`, setting.template]] : [],
    ),
    ...cashierAddressesOf(rest),
  ];
}

function cashierAddressesOf({ payments }: Partial<Addressed>): Address[] {
  if (payments?.cashier.kind !== 'redirect') return [];
  const { template, payoutUrl } = payments.cashier;
  const payout: Address[] = payoutUrl === null ? [] : [['payments.cashier.payoutUrl', payoutUrl]];
  return [['payments.cashier.template', template], ...payout];
}

function hostOf(template: string): string {
  return URL.parse(template.replaceAll(/[{}]/g, ''))?.hostname ?? '';
}
