import type { Command } from 'commander';
import type { App } from '../app.ts';
import type { ApiKeyHome } from '../domain/api-keys/api-key.ts';
import { BridgeError } from '../errors/bridge-error.ts';

export interface HomeOptions {
  readonly crm?: boolean;
  readonly json?: boolean;
}

/** Every command of API keys names a home first. */
export function addHome(command: Command): Command {
  return command
    .argument('<home>', 'the name of a broker, or with --crm of a CRM')
    .option('--crm', 'keys of a CRM, which work at all of its brokers')
    .option('--json', 'answer in JSON');
}

/** The white label whose change log a key belongs to. Those of a CRM work at several, so theirs is the bridge's. */
export function chainOf(home: ApiKeyHome): string | null {
  return home.kind === 'broker' ? home.brokerName : null;
}

/** @throws `broker_unknown` */
export function homeOf({ brokers }: App, name: string, { crm = false }: HomeOptions): ApiKeyHome {
  if (!crm) return { kind: 'broker', brokerName: brokers.get(name).brokerName };
  if (brokers.listCrms().some(({ brokerCrmName }) => brokerCrmName === name)) {
    return { kind: 'crm', brokerCrmName: name };
  }
  throw new BridgeError('broker_unknown', { field: name });
}
