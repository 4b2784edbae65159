import { KEPT_SECRET } from '../config/kept-secret.ts';
import type { SeedBroker } from '../config/seed-file-types.ts';
import type { OidcClient } from '../domain/oidc-clients/oidc-client.ts';
import type { TransferDomain } from './transfer-domain.ts';

/** In the seed file's schema. Without traders and API keys, which are no configuration, and without any secret. */
export interface WhiteLabelsDocument {
  readonly sandbox: false;
  readonly crms: readonly { readonly brokerCrmName: string; readonly displayName: string }[];
  readonly brokers: readonly ExportedBroker[];
}

export type ExportedBroker = Omit<SeedBroker, 'traders' | 'apiKeys'>;

/**
 * White labels with their CRMs and OpenID clients. The same settings make the same document, to the letter.
 *
 * @param names - Of all where it is empty.
 * @throws `broker_unknown`
 */
export async function exportWhiteLabels(
  domain: TransferDomain,
  names: readonly string[],
): Promise<WhiteLabelsDocument> {
  const { brokers } = domain;
  const all = brokers.list().map(({ brokerName }) => brokerName);
  const chosen = names.length === 0 ? all : [...new Set(names)].sort();
  const exported: ExportedBroker[] = [];
  for (const brokerName of chosen) exported.push(await exportOne(domain, brokerName));
  const used = new Set(exported.map(({ brokerCrmName }) => brokerCrmName));
  const crms = brokers.listCrms().filter(({ brokerCrmName }) => names.length === 0 || used.has(brokerCrmName));
  return {
    sandbox: false,
    crms: crms.map(({ brokerCrmName, displayName }) => ({ brokerCrmName, displayName })).sort(byCrmName),
    brokers: exported,
  };
}

async function exportOne({ brokers, oidcClients }: TransferDomain, brokerName: string): Promise<ExportedBroker> {
  const { platform, payments, ...settings } = brokers.settingsOf(brokerName);
  const { brokerName: _name, brokerCrmName, displayName, ...rest } = settings;
  const { cashier } = payments;
  const clients = await oidcClients.list(brokers.get(brokerName));
  const exported = {
    ...rest,
    platformPassword: KEPT_SECRET,
    platform: { ...platform, managerPassword: KEPT_SECRET },
    payments: { ...payments, cashier: cashier.kind === 'redirect' ? { ...cashier, secret: KEPT_SECRET } : cashier },
    clients: clients.map(exportedClient),
  };
  return { brokerName, brokerCrmName, displayName, ...inOrder(exported) };
}

/** A secret that is left out is made, or stays. */
export function exportedClient({
  brokerName: _brokerName,
  secrets: _secrets,
  tokensRevokedAtMs: _revoked,
  createdAtMs: _created,
  ...settings
}: OidcClient) {
  return settings;
}

function byCrmName(one: { readonly brokerCrmName: string }, other: { readonly brokerCrmName: string }): number {
  return one.brokerCrmName < other.brokerCrmName ? -1 : 1;
}

/** By name at every depth, so that two exports can be compared line by line. */
function inOrder<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder) as Value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)])) as Value;
}
