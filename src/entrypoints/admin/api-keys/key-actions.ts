import type { ApiKey, ApiKeyHome } from '../../../domain/api-keys/api-key.ts';
import type {
  ApiKeyChange,
  IssuedApiKey,
  NewApiKey,
  RotateApiKeyOptions,
} from '../../../domain/api-keys/api-key-registration.ts';
import { changesBetween } from '../../../domain/audit/audit.ts';
import { etagOf, expectedRevision, requireSeen } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, ChangeNote, StaffCall } from '../admin-operation.ts';
import { seenOverlapMs } from '../schemas.ts';
import { secretMade } from '../secret-made.ts';
import { showApiKey } from './show-api-key.ts';

export interface KeyActions {
  get(home: ApiKeyHome, call: StaffCall): Promise<AdminReply>;
  create(home: ApiKeyHome, call: StaffCall): Promise<AdminReply>;
  change(home: ApiKeyHome, call: StaffCall): Promise<AdminReply>;
  rotate(home: ApiKeyHome, call: StaffCall): Promise<AdminReply>;
  revoke(home: ApiKeyHome, call: StaffCall): Promise<AdminReply>;
}

/** What is done with a key, whether it is of a white label or of a CRM. */
export function createKeyActions({ apiKeys, clock }: AdminDependencies): KeyActions {
  const show = (key: ApiKey) => showApiKey(key, clock.nowMs());
  const etag = (key: ApiKey) => etagOf({ revision: apiKeys.revisionOf(key) });
  const issued = ({ key, text, secret }: IssuedApiKey) => ({ ...show(key), key: text, secret });

  return {
    async get(home, { params }) {
      const key = await apiKeys.get(home, String(params.keyId));
      return { body: show(key), etag: etag(key) };
    },
    async create(home, { body }) {
      // The schema has seen to it.
      const { brokerCrmName: _crm, ...wanted } = body as unknown as NewApiKey & { brokerCrmName?: string };
      const made = await apiKeys.create({ ...wanted, home });
      return { body: issued(made), changed: [noteOf(home, made.key.id, changesBetween(null, show(made.key)))] };
    },
    async change(home, { params, body, ifMatch }) {
      const keyId = String(params.keyId);
      const { brokerCrmName: _crm, ...change } = body as ApiKeyChange & { brokerCrmName?: string };
      const before = await apiKeys.get(home, keyId);
      // Of what comes in between, the log would say that it was this one.
      const expected = expectedRevision(ifMatch) ?? apiKeys.revisionOf(before);
      const after = await apiKeys.update(home, keyId, change, expected);
      const changes = changesBetween(settingsOf(before), settingsOf(after));
      return {
        body: show(after),
        etag: etag(after),
        changed: changes.length === 0 ? [] : [noteOf(home, keyId, changes)],
      };
    },
    async rotate(home, { params, body, ifMatch }) {
      const keyId = String(params.keyId);
      const { brokerCrmName: _crm, previousEndsAt, ...options } = body as unknown as AskedRotation;
      const before = await apiKeys.get(home, keyId);
      requireSeen(ifMatch, apiKeys.revisionOf(before));
      const made = await apiKeys.rotate(home, keyId, { ...options, previousEndsAtMs: seenOverlapMs(previousEndsAt) });
      const changes = [...secretMade('key'), ...changesBetween(settingsOf(before), settingsOf(made.key))];
      return { body: issued(made), etag: etag(made.key), changed: [noteOf(home, keyId, changes)] };
    },
    async revoke(home, { params }) {
      const keyId = String(params.keyId);
      const before = await apiKeys.get(home, keyId);
      const after = await apiKeys.revoke(home, keyId);
      const changes = changesBetween(settingsOf(before), settingsOf(after));
      return { body: show(after), changed: changes.length === 0 ? [] : [noteOf(home, keyId, changes)] };
    },
  };
}

type AskedRotation = RotateApiKeyOptions & { readonly brokerCrmName?: string; readonly previousEndsAt?: unknown };

/** When it was used is no change of anybody's. */
function settingsOf({ name, scopes, ipList, requiresSignature, expiresAtMs, revokedAtMs }: ApiKey) {
  const toTime = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return { name, scopes, ipList, requiresSignature, expiresAt: toTime(expiresAtMs), revokedAt: toTime(revokedAtMs) };
}

/** A key of a CRM stands in the chain of the bridge: it is of no single white label. */
function noteOf(home: ApiKeyHome, keyId: string, changes: ChangeNote['changes']): ChangeNote {
  const brokerName = home.kind === 'broker' ? home.brokerName : null;
  const told =
    home.kind === 'broker'
      ? changes
      : [...changes, { field: 'crm', before: home.brokerCrmName, after: home.brokerCrmName }];
  return { brokerName, target: { type: 'api-key', id: keyId }, changes: told };
}
