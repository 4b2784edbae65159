import type { OidcClient } from '../../domain/oidc-clients/oidc-client.ts';
import type { OidcClientTable } from './schema.ts';

export function toClientRow(client: OidcClient): OidcClientTable {
  const { id, brokerName, name, enabled, secrets, tokensRevokedAtMs, createdAtMs, ...settings } = client;
  return {
    broker_name: brokerName,
    id,
    name,
    enabled: enabled ? 1 : 0,
    settings_json: JSON.stringify(settings),
    secrets_json: JSON.stringify(secrets),
    tokens_revoked_at_ms: tokensRevokedAtMs,
    created_at_ms: createdAtMs,
  };
}

export function toClient(row: OidcClientTable): OidcClient {
  return {
    ...(JSON.parse(row.settings_json) as Omit<OidcClient, 'id' | 'brokerName' | 'name' | 'enabled'>),
    id: row.id,
    brokerName: row.broker_name,
    name: row.name,
    enabled: row.enabled === 1,
    secrets: JSON.parse(row.secrets_json) as OidcClient['secrets'],
    tokensRevokedAtMs: row.tokens_revoked_at_ms,
    createdAtMs: row.created_at_ms,
  };
}
