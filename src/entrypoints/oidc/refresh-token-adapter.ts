import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider';
import type { Access } from '../../domain/access/access.ts';
import type { FoundArtifact } from '../../domain/access/app-artifact.ts';
import type { Clock } from '../../lib/clock.ts';
import { type IsWorthNothing, toArtifact } from './adapter.ts';
import type { RefreshSuccessors } from './refresh-successors.ts';
import { forEngine } from './store-outage.ts';

const KIND = 'app-refresh-token';

/**
 * Keeps refresh tokens, each of which is good for one successor.
 *
 * Of those who show a token at the same time one gets the successor, and the others are refused. Who shows it once more a
 * moment later, while the successor is unused, did not get the answer and is given the same successor again. Whoever
 * shows it later than that is not its owner, or the owner is not who shows the successor: the engine then ends the family.
 *
 * @see RFC 9700, section 4.14.2
 */
export function createRefreshTokenAdapter(parts: {
  access: Access;
  brokerName: string;
  successors: RefreshSuccessors;
  isWorthNothing: IsWorthNothing;
  clock: Clock;
}): Adapter {
  const { brokerName, successors, isWorthNothing, clock } = parts;
  const { appArtifacts } = parts.access;
  const look = (id: string) => forEngine(() => appArtifacts.find(brokerName, KIND, id));
  const nowSeconds = () => Math.floor(clock.nowMs() / 1000);

  /** @returns The successor for an answer that was lost; `undefined` when this is no such case. */
  async function findForRetry(id: string, { value }: FoundArtifact): Promise<AdapterPayload | undefined> {
    const context = Provider.ctx;
    if (context?.oidc.route !== 'token') return undefined;
    const graceSeconds = Number(context.oidc.client?.refresh_grace_seconds ?? 0);
    if (nowSeconds() - Number(value.consumed) > graceSeconds) return undefined;
    const successorId = successors.of(brokerName, id, String(value.successorKeyId));
    const successor = successorId === undefined ? undefined : await look(successorId);
    // It is being made right now, or whoever showed the token at the same time was first.
    if (!successor || successorId === undefined || successors.isShownElsewhere(id)) throw new errors.InvalidGrant(BUSY);
    if (successor.value.consumed !== undefined) return undefined;
    successors.serveAgain(context, successorId);
    return toPayload(successorId, successor);
  }

  return {
    upsert: (id, payload, expiresIn) =>
      forEngine(() => appArtifacts.put(brokerName, toArtifact(KIND, id, payload, expiresIn))),
    async find(id) {
      if (Provider.ctx?.oidc.route === 'token') successors.noteShown(Provider.ctx, id);
      const found = await look(id);
      if (!found || isWorthNothing(found.value)) return undefined;
      if (found.value.consumed === undefined) return toPayload(id, found);
      return (await findForRetry(id, found)) ?? toPayload(id, found);
    },
    async consume(id) {
      const found = await look(id);
      if (!found || found.value.consumed !== undefined) throw new errors.InvalidGrant(BUSY);
      const spent = { ...found.value, consumed: nowSeconds(), successorKeyId: successors.currentKeyId };
      const isSpent = await forEngine(() => appArtifacts.replace(brokerName, KIND, id, found, spent));
      if (!isSpent) throw new errors.InvalidGrant(BUSY);
    },
    destroy: (id) => forEngine(() => appArtifacts.drop(brokerName, KIND, id)),
    revokeByGrantId: (grantId) => forEngine(() => appArtifacts.dropGrant(brokerName, grantId)),
    async findByUid() {},
    async findByUserCode() {},
  };
}

function toPayload(id: string, { value }: FoundArtifact): AdapterPayload {
  return { ...value, jti: id };
}

const BUSY = 'refresh token is being used by another request';
