import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import type { HeldVisit, ShownVisit } from './held-visit.ts';

/**
 * Visits of in-app screens that wait until the trader has done something first. The address of the page holds the visit's
 * id, so that it can be loaded again; the way on from there works once.
 */
export interface HeldVisits {
  hold(broker: Broker, expiresAtMs: number): Promise<HeldVisit>;
  /**
   * Looks whether the visit still waits, for a browser that may look at it. Once a browser has shown the proof, no other
   * may: not every browser keeps it.
   *
   * @throws `visit_used`, `page_expired`
   */
  admit(broker: Broker, visit: ShownVisit): Promise<void>;
  /** Ends it. Of any number of calls one succeeds. @throws `visit_used`, `page_expired` */
  spend(broker: Broker, visit: ShownVisit): Promise<void>;
}

interface VisitEntry {
  readonly proofHash: string;
  /** The browser keeps the proof. */
  readonly isBound: boolean;
}

export function createHeldVisits({ expiring, clock }: Pick<AccessDependencies, 'expiring' | 'clock'>): HeldVisits {
  async function admit(broker: Broker, { id, proof }: ShownVisit): Promise<void> {
    const key = keyOf(broker, id);
    const found = await expiring.get(key);
    if (!found || found.state === 'expired') throw new BridgeError('page_expired');
    const { proofHash, isBound } = JSON.parse(found.value) as VisitEntry;
    const isProved = proof !== undefined && hashToken(proof) === proofHash;
    if (isBound && !isProved) throw new BridgeError('page_expired', { detail: 'the visit is another browser’s' });
    if (found.state === 'spent') throw new BridgeError('visit_used');
    if (isBound || !isProved) return;
    // Whoever was faster has bound it to the same browser, or has spent it.
    await expiring.compareAndSet(key, found.version, JSON.stringify({ proofHash, isBound: true } satisfies VisitEntry));
  }

  return {
    async hold(broker, expiresAtMs) {
      const visit = { id: newSecret(), proof: newSecret() };
      const entry: VisitEntry = { proofHash: hashToken(visit.proof), isBound: false };
      await expiring.put(keyOf(broker, visit.id), JSON.stringify(entry), {
        validForMs: Math.max(expiresAtMs - clock.nowMs(), 1),
      });
      return visit;
    },
    admit,
    async spend(broker, visit) {
      await admit(broker, visit);
      const { outcome } = await expiring.takeOnce(keyOf(broker, visit.id));
      if (outcome === 'spent') throw new BridgeError('visit_used');
      if (outcome !== 'taken') throw new BridgeError('page_expired');
    },
  };
}

function keyOf({ brokerName }: Broker, id: string): ExpiringKey {
  return { partition: brokerName, kind: 'held-visit', id: hashToken(id) };
}
