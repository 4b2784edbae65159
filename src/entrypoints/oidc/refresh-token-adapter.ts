import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider';
import type { FoundArtifact } from '../../domain/access/app-artifact.ts';
import { REFRESH_TOKEN_PREFIX } from '../../lib/app-token-format.ts';
import type { Clock } from '../../lib/clock.ts';
import { type AdapterParts, toArtifact } from './adapter.ts';
import type { RefreshSuccessors } from './refresh-successors.ts';
import { forEngine } from './store-outage.ts';

const KIND = 'app-refresh-token';

/**
 * Keeps refresh tokens, each of which is good for one successor. The successor is written first, and the token spent then:
 * where the store fails or the process dies in between, nothing is consumed, and the next try makes the same successor.
 *
 * Of those who show a token at the same time one gets the successor, and the others are refused. Who shows it once more a
 * moment later, while the successor is unused, did not get the answer and is given the same successor again. Whoever
 * shows it later than that is not its owner, or the owner is not who shows the successor: the engine then ends the family.
 *
 * @see RFC 9700, section 4.14.2
 */
export function createRefreshTokenAdapter(
  parts: AdapterParts & { readonly successors: RefreshSuccessors; readonly clock: Clock },
): Adapter {
  const { brokerName, issuerUrl, successors, isWorthNothing, hasTraderEnded, clock } = parts;
  const { appArtifacts } = parts.access;
  const look = (id: string) => forEngine(() => appArtifacts.find(brokerName, KIND, id));
  const shown = new WeakMap<object, { readonly id: string; readonly found: FoundArtifact }>();
  const nowSeconds = () => Math.floor(clock.nowMs() / 1000);

  /** @returns The successor for an answer that was lost; `undefined` when this is no such case. */
  async function findForRetry(id: string, { value }: FoundArtifact): Promise<AdapterPayload | undefined> {
    const context = Provider.ctx;
    if (context?.oidc.route !== 'token') return undefined;
    const spentForSeconds = nowSeconds() - Number(value.consumed);
    const graceSeconds = Number(context.oidc.client?.refresh_grace_seconds ?? 0);
    // Whoever showed the token at the same time was first.
    const isAtOnce = spentForSeconds <= Math.max(graceSeconds, AT_ONCE_SECONDS) && successors.isShownElsewhere(id);
    if (isAtOnce) throw new errors.InvalidGrant(BUSY);
    if (spentForSeconds >= graceSeconds) return undefined;
    const successorId = successors.of(brokerName, id, String(value.successorKeyId));
    const successor = successorId === undefined ? undefined : await look(successorId);
    if (!successor || successorId === undefined || successor.value.consumed !== undefined) return undefined;
    successors.serveAgain(context, successorId);
    return toPayload(successorId, successor);
  }

  /** What the same request has found; it is spent as it was then, or not at all. */
  function foundBy(id: string): FoundArtifact | undefined {
    const seen = Provider.ctx && shown.get(Provider.ctx);
    return seen?.id === id ? seen.found : undefined;
  }

  /** Of those who show a token at the same time one spends it. */
  async function spend(id: string): Promise<void> {
    const found = foundBy(id) ?? (await look(id));
    if (!found || found.value.consumed !== undefined) throw new errors.InvalidGrant(BUSY);
    const spent = { ...found.value, consumed: nowSeconds(), successorKeyId: successors.currentKeyId };
    const isSpent = await forEngine(() => appArtifacts.replace(brokerName, KIND, id, found, spent));
    if (!isSpent) throw new errors.InvalidGrant(BUSY);
  }

  return {
    async upsert(id, payload, expiresIn) {
      const artifact = toArtifact(issuerUrl, KIND, { id, payload, expiresIn });
      const rotated = Provider.ctx?.oidc.entities.RotatedRefreshToken?.jti;
      if (rotated === undefined) return forEngine(() => appArtifacts.put(brokerName, artifact));
      // Another try may have written it already, and its owner used it.
      await forEngine(() => appArtifacts.putIfAbsent(brokerName, artifact));
      await spend(rotated);
    },
    async find(id) {
      if (!id.startsWith(REFRESH_TOKEN_PREFIX)) return undefined;
      if (Provider.ctx?.oidc.route === 'token') successors.noteShown(Provider.ctx, id);
      const found = await look(id);
      if (!found || isWorthNothing(found.value) || (await hasTraderEnded(found.value))) return undefined;
      if (Provider.ctx) shown.set(Provider.ctx, { id, found });
      if (found.value.consumed === undefined) return toPayload(id, found);
      return (await findForRetry(id, found)) ?? toPayload(id, found);
    },
    /** That happens with the writing of the successor, which comes next. */
    async consume() {},
    destroy: (id) => forEngine(() => appArtifacts.drop(brokerName, KIND, id)),
    revokeByGrantId: (grantId) => forEngine(() => appArtifacts.dropTokensOf(brokerName, grantId)),
    async findByUid() {},
    async findByUserCode() {},
  };
}

function toPayload(id: string, { value }: FoundArtifact): AdapterPayload {
  return { ...value, jti: id };
}

/** Two requests that come in one moment are at work for no longer than this. */
const AT_ONCE_SECONDS = 1;
const BUSY = 'refresh token is being used by another request';
