import { KEPT_SECRET } from '../config/kept-secret.ts';
import type { SeedClient } from '../config/seed-client-types.ts';
import type { Broker } from '../domain/brokers/broker.ts';
import type { OidcClient } from '../domain/oidc-clients/oidc-client.ts';
import type { OidcClients } from '../domain/oidc-clients/oidc-clients.ts';
import { isBridgeError } from '../errors/bridge-error.ts';
import { type SettingChange, settingChangesBetween } from '../lib/setting-changes.ts';
import { exportedClient } from './export-white-labels.ts';
import type { ImportFault } from './import-plan.ts';

type ClientChange = Parameters<OidcClients['update']>[2];

/** What becomes of one client of a document. One that the document does not name stays as it is. */
export type ClientStep =
  | { readonly kind: 'register'; readonly client: SeedClient; readonly changes: readonly SettingChange[] }
  | {
      readonly kind: 'update';
      readonly clientId: string;
      readonly change: ClientChange;
      /** Whether it uses a secret from now on, and has none. */
      readonly needsSecret: boolean;
      readonly changes: readonly SettingChange[];
    };

export interface PlannedClients {
  readonly steps: readonly ClientStep[];
  readonly faults: readonly ImportFault[];
}

/** @param broker - `undefined` when it is not there yet, and has no clients. */
export async function planClients(
  oidcClients: OidcClients,
  brokerName: string,
  broker: Broker | undefined,
  clients: readonly SeedClient[],
): Promise<PlannedClients> {
  const existing = broker ? await oidcClients.list(broker) : [];
  const byId = new Map(existing.map((client) => [client.id, client]));
  const steps: ClientStep[] = [];
  const faults: ImportFault[] = [];
  for (const { secret, ...settings } of clients) {
    const given = secret === undefined || secret === KEPT_SECRET ? settings : { ...settings, secret };
    const known = byId.get(settings.id);
    try {
      const step = known ? planChange(oidcClients, known, settings) : planRegistration(oidcClients, given);
      if (step) steps.push(step);
    } catch (error) {
      if (!isBridgeError(error, 'client_invalid')) throw error;
      const field = `clients.${settings.id}.${error.field}`;
      faults.push({ brokerName, field, reason: error.detail ?? error.reason ?? 'is not valid' });
    }
    if (!known || !('secret' in given) || oidcClients.isSecretOf(known, given.secret)) continue;
    const reason = 'is another; `drawbridge client rotate-secret` changes it';
    faults.push({ brokerName, field: `clients.${settings.id}.secret`, reason });
  }
  return { steps, faults };
}

function planRegistration(oidcClients: OidcClients, client: SeedClient): ClientStep {
  const { id, ...after } = oidcClients.preview(client);
  return { kind: 'register', client, changes: [{ field: `clients.${id}`, before: null, after }] };
}

function planChange(oidcClients: OidcClients, known: OidcClient, settings: SeedClient): ClientStep | undefined {
  const { id: clientId, ...change } = settings;
  const changed = oidcClients.previewUpdate(known, change);
  const changes = settingChangesBetween(exportedClient(known), exportedClient(changed)).map(({ field, ...values }) => ({
    field: `clients.${clientId}.${field}`,
    ...values,
  }));
  const needsSecret = changed.authMethod === 'client_secret' && known.secrets.length === 0;
  return changes.length === 0 ? undefined : { kind: 'update', clientId, change, needsSecret, changes };
}
