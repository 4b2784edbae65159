import type { Broker } from '../../domain/brokers/broker.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { brokerPlacesOf } from '../../http/broker-places.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import { rawBodyOf } from '../../http/raw-body.ts';
import type { Route } from '../../http/route.ts';
import { isSignedRequest } from '../../lib/request-signature.ts';
import { cashierSecretContext } from '../../lib/seal-contexts.ts';
import type { CashierDependencies } from './cashier-dependencies.ts';

/** A white label's cashier. */
export interface CashierCaller {
  readonly broker: Broker;
}

/** How far the clocks of the two may be apart, and how long a message may be under way. */
const WINDOW_SECONDS = 300;

/**
 * The broker first, then its signature. A broker that is switched off is heard all the same: its traders have paid.
 *
 * @throws `broker_identification_missing`, `broker_identification_invalid`, `broker_identification_mismatch`,
 *   `cashier_signature_invalid`
 */
export function createAuthenticate({ brokers, keyRing, clock }: CashierDependencies) {
  return (_route: Route<CashierCaller>, received: ReceivedRequest): CashierCaller => {
    const broker = brokers.identify(brokerPlacesOf(received));
    received.context.brokerName = broker.brokerName;
    const { cashier } = broker.payments;
    if (cashier.kind !== 'redirect') throw new BridgeError('cashier_signature_invalid', { detail: 'no such cashier' });
    const { request } = received.context;
    const secret = keyRing.open(cashier.sealedSecret, cashierSecretContext(broker.brokerName));
    const signed = {
      timestamp: request.get('X-Cashier-Timestamp') ?? '',
      method: request.method,
      path: request.originalUrl,
      body: rawBodyOf(request),
    };
    const signature = request.get('X-Cashier-Signature') ?? '';
    const isGenuine = isSignedRequest(secret, signed, signature, {
      nowMs: clock.nowMs(),
      windowSeconds: WINDOW_SECONDS,
    });
    if (!isGenuine) throw new BridgeError('cashier_signature_invalid');
    return { broker };
  };
}
