import { BridgeError } from '../../errors/bridge-error.ts';
import { isColour } from '../../lib/colour.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Ribbon } from './identity-backend.ts';
import type { UsersDependencies } from './users-dependencies.ts';

const MAX_RIBBONS = 20;
const MAX_TITLE_LENGTH = 200;
const MAX_ADDRESS_LENGTH = 2000;

/** @throws `user_unknown`, `ribbon_invalid`, `platform_unavailable`, `platform_refused` */
export async function setRibbons(
  { store, identity }: Pick<UsersDependencies, 'store' | 'identity'>,
  broker: Broker,
  platformUserId: number,
  ribbons: readonly Ribbon[],
): Promise<void> {
  requirePart(ribbons.length <= MAX_RIBBONS, 'ribbons');
  for (const [index, ribbon] of ribbons.entries()) checkRibbon(broker, ribbon, `ribbons.${index}`);
  const user = await store.findByPlatformUserId(broker.brokerName, platformUserId);
  if (!user) throw new BridgeError('user_unknown', { field: String(platformUserId) });
  await identity.setRibbons(broker, platformUserId, ribbons);
}

function checkRibbon(broker: Broker, { color, title, action, brokerName }: Ribbon, field: string): void {
  requirePart(isColour(color), `${field}.color`);
  requirePart(title.trim() !== '' && title.length <= MAX_TITLE_LENGTH && !/\p{Cc}/u.test(title), `${field}.title`);
  const [address, ...others] = Object.values(action);
  requirePart(others.length === 0 && isWebAddress(address), `${field}.action`);
  // Another white label's traders are none of this one's business.
  requirePart(brokerName === undefined || brokerName === broker.brokerName, `${field}.brokerName`);
}

/** Some app makes a link of it. */
function isWebAddress(address: string | undefined): boolean {
  if (address === undefined || address.length > MAX_ADDRESS_LENGTH) return false;
  const url = URL.parse(address);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '';
}

function requirePart(isGood: boolean, field: string): void {
  if (!isGood) throw new BridgeError('ribbon_invalid', { field });
}
