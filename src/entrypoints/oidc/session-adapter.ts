import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Access } from '../../domain/access/access.ts';
import type { SessionRecord } from '../../domain/access/session-record.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import { acrOf, amrOf, methodOf } from './authentication-classes.ts';
import { forEngine } from './store-outage.ts';

/**
 * Lets the engine's sessions be the sessions of our own screens: one cookie, one session, whoever signed the trader in.
 *
 * @param issuerUrl - Noted in the session, for apps are told of its end under the name by which they know it.
 */
export function createSessionAdapter(access: Access, broker: Broker, issuerUrl: string): Adapter {
  const { appSessions } = access;
  const lifetimeSeconds = appSessions.lifetimeSeconds(broker);
  /** Which payloads were found rather than made; those may have ended since. */
  const found = new WeakSet<object>();

  function toPayload(id: string, record: SessionRecord | undefined): AdapterPayload | undefined {
    if (!record) return undefined;
    const { sessionId, userId, signedInAt, method, provider = {} } = record;
    const { issuer, ...rest } = provider;
    const authorizations = (rest.authorizations ?? {}) as AdapterPayload['authorizations'] & object;
    found.add(authorizations);
    return {
      ...rest,
      authorizations,
      ...{ jti: id, uid: sessionId, kind: 'Session', iat: signedInAt, exp: signedInAt + lifetimeSeconds },
      ...(userId === null ? {} : { accountId: userId, loginTs: signedInAt, acr: acrOf(method), amr: amrOf(method) }),
    };
  }

  return {
    async upsert(id, payload) {
      const { uid = '', accountId, loginTs, acr, amr, jti, kind, exp, iat, ...rest } = payload;
      const session = {
        sessionId: uid,
        userId: accountId ?? null,
        signedInAt: Number(loginTs ?? iat),
        method: methodOf(acr),
        provider: { ...rest, issuer: issuerUrl },
      };
      const isKnown = typeof payload.authorizations === 'object' && found.has(payload.authorizations);
      await forEngine(() => appSessions.save(broker, id, session, isKnown));
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
