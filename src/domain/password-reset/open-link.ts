import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringKey } from '../../lib/expiring-store.ts';
import type { Broker } from '../brokers/broker.ts';
import type { PasswordResetDependencies } from './password-reset-dependencies.ts';
import { isResetToken, latestLinkKey, linkKey, type ResetLink } from './reset-link.ts';

/** A link that works now. */
export interface OpenedLink {
  readonly key: ExpiringKey;
  readonly version: number;
  readonly link: ResetLink;
}

/**
 * Looks at a link; a HEAD request, a prefetch and a scanner of mail may do so as often as they like.
 *
 * @throws `reset_link_unknown`, `reset_link_expired`, `reset_link_used`, `reset_link_replaced`
 */
export async function openLink(
  { expiring, clock }: PasswordResetDependencies,
  { brokerName }: Broker,
  token: string,
): Promise<OpenedLink> {
  if (!isResetToken(token)) throw new BridgeError('reset_link_unknown', { detail: 'not of our format' });
  const key = linkKey(brokerName, token);
  const entry = await expiring.get(key);
  if (!entry) throw new BridgeError('reset_link_unknown');
  const link = JSON.parse(entry.value) as ResetLink;
  if (entry.state === 'spent') throw new BridgeError('reset_link_used');
  const latest = await expiring.get(latestLinkKey(brokerName, link.userId));
  if (latest?.value !== key.id) throw new BridgeError('reset_link_replaced');
  if (entry.state === 'expired') throw new BridgeError('reset_link_expired');
  if (link.claimedUntilMs !== null && clock.nowMs() < link.claimedUntilMs) throw new BridgeError('reset_link_used');
  return { key, version: entry.version, link };
}
