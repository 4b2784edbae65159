import type { ApiKey, ApiKeyHome, ApiKeyPair } from '../../domain/api-keys/api-key.ts';
import type { ApiKeyPairTable, ApiKeyTable } from './api-key-tables.ts';

export function toApiKeyRow({ home, pairs: _stored, ...key }: ApiKey): ApiKeyTable {
  return {
    id: key.id,
    broker_name: home.kind === 'broker' ? home.brokerName : null,
    broker_crm_name: home.kind === 'crm' ? home.brokerCrmName : null,
    kind: key.kind,
    environment: key.environment,
    name: key.name,
    scopes_json: JSON.stringify(key.scopes),
    ip_list_json: JSON.stringify(key.ipList),
    requires_signature: key.requiresSignature ? 1 : 0,
    expires_at_ms: key.expiresAtMs,
    revoked_at_ms: key.revokedAtMs,
    last_used_at_ms: key.lastUsedAtMs,
    expiry_announced_at_ms: key.expiryAnnouncedAtMs,
    created_at_ms: key.createdAtMs,
  };
}

export function toPairRow(keyId: string, pair: ApiKeyPair): ApiKeyPairTable {
  return {
    id: pair.id,
    api_key_id: keyId,
    text_hash: pair.textHash,
    sealed_secret: pair.sealedSecret,
    created_at_ms: pair.createdAtMs,
    ends_at_ms: pair.endsAtMs,
  };
}

/** @param pairs - Those of this key, in any order. */
export function toApiKey(row: ApiKeyTable, pairs: readonly ApiKeyPairTable[]): ApiKey {
  return {
    id: row.id,
    home: toHome(row),
    kind: row.kind,
    environment: row.environment,
    name: row.name,
    scopes: JSON.parse(row.scopes_json) as ApiKey['scopes'],
    ipList: JSON.parse(row.ip_list_json) as ApiKey['ipList'],
    requiresSignature: row.requires_signature === 1,
    pairs: pairs.map(toPair).sort(newestFirst),
    expiresAtMs: row.expires_at_ms,
    revokedAtMs: row.revoked_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
    expiryAnnouncedAtMs: row.expiry_announced_at_ms,
    createdAtMs: row.created_at_ms,
  };
}

function toHome({ broker_name, broker_crm_name }: ApiKeyTable): ApiKeyHome {
  if (broker_name !== null) return { kind: 'broker', brokerName: broker_name };
  return { kind: 'crm', brokerCrmName: broker_crm_name ?? '' };
}

function toPair(row: ApiKeyPairTable): ApiKeyPair {
  return {
    id: row.id,
    textHash: row.text_hash,
    sealedSecret: row.sealed_secret,
    createdAtMs: row.created_at_ms,
    endsAtMs: row.ends_at_ms,
  };
}

/** The current one has no end, and no two have none. */
function newestFirst(left: ApiKeyPair, right: ApiKeyPair): number {
  if (left.endsAtMs === null) return -1;
  return right.endsAtMs === null ? 1 : right.createdAtMs - left.createdAtMs;
}
