import type { SigningKey } from '../../domain/signing-keys/signing-key.ts';
import type { SigningKeyTable } from './schema.ts';

export function toSigningKeyRow(key: SigningKey): SigningKeyTable {
  return {
    id: key.id,
    broker_name: key.brokerName,
    algorithm: key.algorithm,
    public_jwk_json: JSON.stringify(key.publicJwk),
    sealed_private_jwk: key.sealedPrivateJwk,
    created_at_ms: key.createdAtMs,
    signs_from_ms: key.signsFromMs,
    retires_at_ms: key.retiresAtMs,
  };
}

export function toSigningKey(row: SigningKeyTable): SigningKey {
  return {
    id: row.id,
    brokerName: row.broker_name,
    algorithm: row.algorithm,
    publicJwk: JSON.parse(row.public_jwk_json),
    sealedPrivateJwk: row.sealed_private_jwk,
    createdAtMs: row.created_at_ms,
    signsFromMs: row.signs_from_ms,
    retiresAtMs: row.retires_at_ms,
  };
}
