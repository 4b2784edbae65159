import { readImportedFile } from '../config/brokers-file.ts';
import { EXAMPLE_SECRET } from '../config/load-seed-file.ts';
import type { BrokersFile, SeedBroker } from '../config/seed-file-types.ts';
import type { ImportFault, ImportPlan } from './import-plan.ts';
import { type BrokerStep, planCreation, planUpdate } from './plan-broker.ts';
import { type ClientStep, planClients } from './plan-clients.ts';
import type { ImportOptions, TransferDomain } from './transfer-domain.ts';

/** The plan with what carries it out, which holds secrets. */
export interface ImportWork {
  readonly plan: ImportPlan;
  readonly crms: BrokersFile['crms'];
  readonly steps: readonly WhiteLabelStep[];
}

export interface WhiteLabelStep {
  readonly brokerName: string;
  readonly broker: BrokerStep;
  readonly clients: readonly ClientStep[];
}

/** Compares a document with what is there, and checks all of it. Changes nothing. */
export async function planImport(
  domain: TransferDomain,
  document: unknown,
  options: ImportOptions,
): Promise<ImportPlan> {
  return (await planWork(domain, document, options)).plan;
}

export async function planWork(domain: TransferDomain, document: unknown, options: ImportOptions): Promise<ImportWork> {
  const { content, faults } = readImportedFile(document);
  if (!content) return refused(faults.map(([place, reason]) => schemaFault(document, place, reason)));
  const { brokers, oidcClients } = domain;
  await brokers.refresh();
  const crms = content.crms.filter((crm) => !crmOf(domain, crm.brokerCrmName));
  const newCrms = new Set(crms.map(({ brokerCrmName }) => brokerCrmName));
  const found: ImportFault[] = documentFaults(domain, content, options);
  const steps: WhiteLabelStep[] = [];
  for (const seed of content.brokers) {
    const { brokerName } = seed;
    const broker = brokers.find(brokerName);
    const planned = broker ? await planUpdate(brokers, seed, broker) : await planCreation(brokers, seed, newCrms);
    const clients = await planClients(oidcClients, brokerName, broker, seed.clients);
    found.push(...planned.faults, ...clients.faults);
    steps.push({ brokerName, broker: planned.step, clients: clients.steps });
  }
  return { plan: { ...told(steps), crms: [...newCrms], faults: found }, crms, steps };
}

/** What is said of it, without the secrets. */
function told(steps: readonly WhiteLabelStep[]): Pick<ImportPlan, 'create' | 'update' | 'unchanged'> {
  const create = steps.flatMap(({ brokerName, broker }) =>
    broker.kind === 'create' ? [{ brokerName, madeSecrets: broker.secrets.map(({ field }) => field) }] : [],
  );
  const existing = steps.flatMap(({ brokerName, broker, clients }) =>
    broker.kind === 'update'
      ? [{ brokerName, changes: [...broker.changes, ...clients.flatMap(({ changes }) => changes)] }]
      : [],
  );
  return {
    create,
    update: existing.filter(({ changes }) => changes.length > 0),
    unchanged: existing.filter(({ changes }) => changes.length === 0).map(({ brokerName }) => brokerName),
  };
}

function documentFaults(domain: TransferDomain, content: BrokersFile, { isProduction }: ImportOptions): ImportFault[] {
  const renamed = content.crms.filter(
    (crm) => (crmOf(domain, crm.brokerCrmName) ?? crm).displayName !== crm.displayName,
  );
  return [
    ...(isProduction && content.sandbox ? [whole('sandbox', 'holds sandbox examples')] : []),
    ...((content.staff ?? []).length > 0
      ? [whole('staff', 'is not imported; `drawbridge staff` manages members')]
      : []),
    ...renamed.map(({ brokerCrmName }) => whole(`crms.${brokerCrmName}.displayName`, 'cannot be changed')),
    ...sharedHosts(content.brokers),
    ...content.brokers.flatMap((broker) => [...strangersIn(broker), ...(isProduction ? examplesIn(broker) : [])]),
  ];
}

/** Two of one document may want the same host. */
function sharedHosts(brokers: readonly SeedBroker[]): ImportFault[] {
  const owners = new Map<string, string>();
  return brokers.flatMap(({ brokerName, hosts }) =>
    hosts.flatMap((host) => {
      const owner = owners.get(host) ?? brokerName;
      owners.set(host, owner);
      const reason = 'hold one that another white label of the document has';
      return owner === brokerName ? [] : [{ brokerName, field: 'hosts', reason }];
    }),
  );
}

/** What the seed file holds and is no configuration. */
function strangersIn({ brokerName, traders, apiKeys }: SeedBroker): ImportFault[] {
  const reason = 'are not imported; `drawbridge seed` adds them';
  const held = { traders, apiKeys };
  return Object.entries(held).flatMap(([field, { length }]) => (length === 0 ? [] : [{ brokerName, field, reason }]));
}

function examplesIn({ brokerName, platformPassword, platform, payments, clients }: SeedBroker): ImportFault[] {
  const secrets = {
    platformPassword,
    'platform.managerPassword': platform.managerPassword,
    ...(payments.cashier.kind === 'redirect' ? { 'payments.cashier.secret': payments.cashier.secret } : {}),
    ...Object.fromEntries(clients.map(({ id, secret = '' }) => [`clients.${id}.secret`, secret])),
  };
  return Object.entries(secrets)
    .filter(([, secret]) => EXAMPLE_SECRET.test(secret))
    .map(([field]) => ({ brokerName, field, reason: 'is the sandbox’s example' }));
}

/** `brokers.3.screens.successUrl` is said of the white label that stands there, if it has a name. */
function schemaFault(document: unknown, place: string, reason: string): ImportFault {
  const [, index = '', field = ''] = /^brokers\.(\d+)\.(.+)$/.exec(place) ?? [];
  const { brokers } = (document ?? {}) as { readonly brokers?: readonly { readonly brokerName?: unknown }[] };
  const brokerName = index === '' ? undefined : brokers?.[Number(index)]?.brokerName;
  return typeof brokerName === 'string' ? { brokerName, field, reason } : whole(place, reason);
}

function whole(field: string, reason: string): ImportFault {
  return { brokerName: null, field, reason };
}

function crmOf({ brokers }: TransferDomain, name: string) {
  return brokers.listCrms().find(({ brokerCrmName }) => brokerCrmName === name);
}

function refused(faults: readonly ImportFault[]): ImportWork {
  return { plan: { crms: [], create: [], update: [], unchanged: [], faults }, crms: [], steps: [] };
}
