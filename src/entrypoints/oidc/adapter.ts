import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Access } from '../../domain/access/access.ts';
import type { AppArtifact, AppArtifactKind, ArtifactValue } from '../../domain/access/app-artifact.ts';
import { APP_TOKEN_PREFIXES } from '../../lib/app-token-format.ts';
import { ONE_TIME_TOKEN_GRANT } from '../../lib/oidc-vocabulary.ts';
import type { HasTraderEnded } from './has-trader-ended.ts';
import { ENDLESS_SECONDS } from './lifetimes.ts';
import { forEngine } from './store-outage.ts';

/** What the engine calls them, and what we do; sessions and refresh tokens have adapters of their own. */
const KINDS: Readonly<Record<string, AppArtifactKind>> = {
  AccessToken: 'app-access-token',
  AuthorizationCode: 'app-code',
  ClientCredentials: 'app-client-token',
  Grant: 'app-grant',
  Interaction: 'app-request',
  PushedAuthorizationRequest: 'app-pushed-request',
};

/** Consents and requests are found by a session, a code or a token alone. */
const HELD_BY_APPS: ReadonlySet<AppArtifactKind> = new Set<AppArtifactKind>(['app-access-token', 'app-code']);

/** Whether an artifact is of another issuer, of a client that is no more, or of one that lost what it had. */
export type IsWorthNothing = (value: ArtifactValue) => boolean;

export interface AdapterParts {
  readonly access: Access;
  readonly brokerName: string;
  /** Of the door at which the engine answers. */
  readonly issuerUrl: string;
  readonly isWorthNothing: IsWorthNothing;
  readonly hasTraderEnded: HasTraderEnded;
}

/** Lets the engine keep its artifacts below a white label. Clients are never asked for here: a provider knows its own. */
export function createAdapter(parts: AdapterParts, model: string): Adapter {
  const kind = KINDS[model];
  if (kind === undefined) return NOTHING_KEPT;
  const { brokerName, issuerUrl, isWorthNothing, hasTraderEnded } = parts;
  const { appArtifacts } = parts.access;
  const prefix = APP_TOKEN_PREFIXES[model] ?? '';
  return {
    upsert: (id, payload, expiresIn) =>
      forEngine(() => appArtifacts.put(brokerName, toArtifact(issuerUrl, kind, { id, payload, expiresIn }))),
    async find(id) {
      if (!id.startsWith(prefix)) return undefined;
      const found = await forEngine(() => appArtifacts.find(brokerName, kind, id));
      if (!found || isWorthNothing(found.value)) return undefined;
      if (HELD_BY_APPS.has(kind) && !found.isSpent && (await hasTraderEnded(found.value))) return undefined;
      return { ...found.value, jti: id, ...(found.isSpent ? { consumed: 1 } : {}) };
    },
    /** The engine looks first and spends then; of all who looked, one spends. */
    async consume(id) {
      if (!(await forEngine(() => appArtifacts.takeOnce(brokerName, kind, id)))) throw refusal(model);
    },
    destroy: (id) => forEngine(() => appArtifacts.drop(brokerName, kind, id)),
    revokeByGrantId: (grantId) => forEngine(() => appArtifacts.dropTokensOf(brokerName, grantId)),
    async findByUid() {},
    async findByUserCode() {},
  };
}

/** Not the id, which is the secret itself. */
export function toArtifact(
  issuerUrl: string,
  kind: AppArtifactKind,
  { id, payload, expiresIn = ENDLESS_SECONDS }: Upserted,
): AppArtifact {
  const { jti, ...value } = payload;
  // A consent is the white label's; codes and tokens are good at the issuer that made them alone.
  const isOfAllDoors = kind === 'app-grant';
  const endsWithSession = payload.expiresWithSession || payload.gty === ONE_TIME_TOKEN_GRANT;
  return {
    ...{ kind, id },
    value: kind === 'app-request' ? withoutCookie(value) : { ...value, ...(isOfAllDoors ? {} : { issuer: issuerUrl }) },
    validForMs: expiresIn >= ENDLESS_SECONDS ? null : Math.max(1, expiresIn) * 1000,
    grantId: payload.grantId,
    userId: payload.accountId ?? payload.result?.login?.accountId,
    // What may be used while nobody is there does not end with the session.
    ...(endsWithSession ? { sessionId: payload.sessionUid } : { signInId: payload.sessionUid }),
  };
}

interface Upserted {
  readonly id: string;
  readonly payload: AdapterPayload;
  readonly expiresIn: number | undefined;
}

/** A request notes by which cookie the session is known; that is no business of a store. */
function withoutCookie(value: Record<string, unknown>): Record<string, unknown> {
  const { cookie, ...session } = (value.session ?? {}) as Record<string, unknown>;
  return { ...value, ...(value.session === undefined ? {} : { session }) };
}

function refusal(model: string): Error {
  if (model === 'PushedAuthorizationRequest') return new errors.InvalidRequestUri('request_uri was used before');
  return new errors.InvalidGrant(`${model} was redeemed by another request`);
}

const NOTHING_KEPT: Adapter = {
  async upsert() {},
  async find() {},
  async findByUid() {},
  async findByUserCode() {},
  async consume() {},
  async destroy() {},
  async revokeByGrantId() {},
};
