import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { KnownSession, SessionRecord } from '../../domain/access/session-record.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import { acrOf, amrOf, methodOf } from './authentication-classes.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { forEngine } from './store-outage.ts';

/**
 * Lets the engine's sessions be the sessions of our own screens: one cookie, one session, whoever signed the trader in.
 *
 * @param issuerUrl - Noted in the session, for apps are told of its end under the name by which they know it.
 */
export function createSessionAdapter(
  { access, keyRing }: Pick<OidcDependencies, 'access' | 'keyRing'>,
  broker: Broker,
  issuerUrl: string,
): Adapter {
  const { appSessions } = access;
  const contextOf = (sessionId: string) => `session-state/${broker.brokerName}/${sessionId}`;
  /** What payloads were found as, rather than made; those may have ended or changed since. */
  const found = new WeakMap<object, KnownSession>();

  function toPayload(id: string, record: SessionRecord | undefined): AdapterPayload | undefined {
    if (!record) return undefined;
    const { sessionId, userId, signedInAt, method, provider = {} } = record;
    const { issuer, sealedState, ...rest } = provider;
    // The engine writes into it.
    const authorizations = structuredClone(rest.authorizations ?? {}) as AdapterPayload['authorizations'] & object;
    found.set(authorizations, { id, record });
    const lifetimeSeconds = appSessions.lifetimeSeconds(broker, userId);
    return {
      ...rest,
      ...(sealedState === undefined
        ? {}
        : { state: JSON.parse(keyRing.open(String(sealedState), contextOf(sessionId))) }),
      authorizations,
      ...{ jti: id, uid: sessionId, kind: 'Session', iat: signedInAt, exp: signedInAt + lifetimeSeconds },
      ...(userId === null ? {} : { accountId: userId, loginTs: signedInAt, acr: acrOf(method), amr: amrOf(method) }),
    };
  }

  return {
    async upsert(id, payload) {
      const { uid = '', accountId, loginTs, acr, amr, jti, kind, exp, iat, state, ...rest } = payload;
      // It holds what an app said when it asked for a log-out.
      const sealedState = state && keyRing.seal(JSON.stringify(state), contextOf(uid));
      const session = {
        sessionId: uid,
        userId: accountId ?? null,
        signedInAt: Number(loginTs ?? iat),
        method: methodOf(acr),
        provider: { ...rest, issuer: issuerUrl, ...(sealedState === undefined ? {} : { sealedState }) },
      };
      const known = payload.authorizations && found.get(payload.authorizations);
      await forEngine(() => appSessions.save(broker, id, session, known));
    },
    async find(id) {
      return toPayload(id, await forEngine(() => appSessions.find(broker, id)));
    },
    async findByUid(uid) {
      return toPayload('', await forEngine(() => appSessions.findBySessionId(broker, uid)));
    },
    destroy: (id) => forEngine(() => appSessions.dropCookie(broker, id)),
    async consume() {},
    async revokeByGrantId() {},
    async findByUserCode() {},
  };
}
