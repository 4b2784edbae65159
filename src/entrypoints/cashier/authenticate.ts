import type { Broker } from '../../domain/brokers/broker.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { brokerPlacesOf } from '../../http/broker-places.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import { rawBodyOf } from '../../http/raw-body.ts';
import type { Route } from '../../http/route.ts';
import { isSignedRequest } from '../../lib/request-signature.ts';
import { cashierSecretContext } from '../../lib/seal-contexts.ts';
import type { CashierDependencies } from './cashier-dependencies.ts';

/** A white label's cashier, or one that it had. */
export interface CashierCaller {
  readonly broker: Broker;
  /** Of which payments it may speak: those that began before; `null` for the cashier of now, which may of all. */
  readonly begunBeforeMs: number | null;
}

interface KnownSecret extends Pick<CashierCaller, 'begunBeforeMs'> {
  readonly sealedSecret: string;
}

/** How far the clocks of the two may be apart, and how long a message may be under way. */
const WINDOW_SECONDS = 300;

/** A process may begin payments at a cashier for a moment after another process has changed it. */
const GRACE_MS = 60_000;

/**
 * The broker first, then its signature. A broker that is switched off is heard all the same, and so is a cashier that was
 * changed: traders have paid.
 *
 * @throws `broker_identification_missing`, `broker_identification_invalid`, `broker_identification_mismatch`,
 *   `cashier_signature_invalid`
 */
export function createAuthenticate({ brokers, keyRing, clock }: CashierDependencies) {
  return (_route: Route<CashierCaller>, received: ReceivedRequest): CashierCaller => {
    const broker = brokers.identify(brokerPlacesOf(received));
    const { brokerName } = broker;
    received.context.brokerName = brokerName;
    const nowMs = clock.nowMs();
    const { request } = received.context;
    const signed = {
      timestamp: request.get('X-Cashier-Timestamp') ?? '',
      method: request.method,
      path: request.originalUrl,
      body: rawBodyOf(request),
    };
    const signature = request.get('X-Cashier-Signature') ?? '';
    const signer = secretsOf(broker, nowMs).find(({ sealedSecret }) => {
      if (!keyRing.canOpen(sealedSecret)) return false;
      const secret = keyRing.open(sealedSecret, cashierSecretContext(brokerName));
      return isSignedRequest(secret, signed, signature, { nowMs, windowSeconds: WINDOW_SECONDS });
    });
    if (!signer) throw new BridgeError('cashier_signature_invalid');
    return { broker, begunBeforeMs: signer.begunBeforeMs };
  };
}

function secretsOf({ payments }: Broker, nowMs: number): KnownSecret[] {
  const { cashier, retiredCashierSecrets } = payments;
  const retired = retiredCashierSecrets
    .filter(({ endsAtMs }) => nowMs < endsAtMs)
    .map(({ sealedSecret, retiredAtMs }) => ({ sealedSecret, begunBeforeMs: retiredAtMs + GRACE_MS }));
  return cashier.kind === 'redirect'
    ? [{ sealedSecret: cashier.sealedSecret, begunBeforeMs: null }, ...retired]
    : retired;
}
