import { createHmac, randomBytes } from 'node:crypto';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { webhookSecretContext } from '../../lib/seal-contexts.ts';
import type { Webhook, WebhookSecret } from './webhook.ts';

/** What a secret begins with, as the libraries of Standard Webhooks expect; the key is behind it, in base64. */
const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

type Owner = Pick<Webhook, 'id' | 'brokerName'>;

export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

export function keepSecret(keyRing: KeyRing, owner: Owner, secret: string, nowMs: number): WebhookSecret {
  return { sealed: keyRing.seal(secret, contextOf(owner)), createdAtMs: nowMs, expiresAtMs: null };
}

/** The new secret and the one before, until the overlap ends; never a third. */
export function followSecret(
  secrets: readonly WebhookSecret[],
  next: WebhookSecret,
  overlapMs: number,
): readonly WebhookSecret[] {
  const before = secrets.find(({ expiresAtMs }) => expiresAtMs === null);
  if (!before || overlapMs <= 0) return [next];
  return [next, { ...before, expiresAtMs: next.createdAtMs + overlapMs }];
}

export function resealSecret(keyRing: KeyRing, owner: Owner, secret: WebhookSecret): WebhookSecret {
  if (keyRing.isCurrent(secret.sealed)) return secret;
  return { ...secret, sealed: keyRing.seal(openSecret(keyRing, owner, secret), contextOf(owner)) };
}

/**
 * `v1,` and the HMAC-SHA256 in base64, once for each secret that signs now, the newest first.
 *
 * @see Standard Webhooks 1.0, "Signature scheme".
 * @throws `webhook_unreadable`
 */
export function signWith(keyRing: KeyRing, webhook: Webhook, signed: string, nowMs: number): string {
  return webhook.secrets
    .filter(({ expiresAtMs }) => expiresAtMs === null || nowMs < expiresAtMs)
    .map((secret) => {
      const key = Buffer.from(openSecret(keyRing, webhook, secret).slice(PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    })
    .join(' ');
}

/** The newest one, as its owner has it. @throws `webhook_unreadable` */
export function currentSecret(keyRing: KeyRing, webhook: Webhook): string {
  const [newest] = webhook.secrets;
  if (!newest) throw new BridgeError('webhook_unreadable', { detail: `webhook ${webhook.id}` });
  return openSecret(keyRing, webhook, newest);
}

function openSecret(keyRing: KeyRing, owner: Owner, { sealed }: WebhookSecret): string {
  try {
    return keyRing.open(sealed, contextOf(owner));
  } catch (cause) {
    throw new BridgeError('webhook_unreadable', { detail: `webhook ${owner.id}`, cause });
  }
}

function contextOf({ brokerName, id }: Owner): string {
  return webhookSecretContext(brokerName, id);
}
