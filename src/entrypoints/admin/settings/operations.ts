import type { Broker } from '../../../domain/brokers/broker.ts';
import { pageOfAll, pageQuery } from '../../../http/page-cursor.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { KeyRing } from '../../../lib/key-ring.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { getBacklogs } from './backlog-operation.ts';
import { shownHealth, shownProcess, whiteLabelHealth } from './schemas.ts';

export interface SettingsOperations {
  readonly getSettings: StaffOperation;
  readonly getHealth: StaffOperation;
  readonly listWhiteLabelHealth: StaffOperation;
  readonly getBacklogs: StaffOperation;
}

const described = {
  method: 'GET',
  tag: 'Settings',
  effect: { kind: 'read' },
  errors: [],
  access: { kind: 'bridge', permission: 'settings:read', stepUp: false },
  request: { params: noFields, query: noFields, body: noFields },
} as const;

/** The process that answers, its stores, what waits in them, and how it stands with each white label. */
export function settingsOperations(dependencies: AdminDependencies): SettingsOperations {
  const { process, clock, brokers } = dependencies;
  return {
    getSettings: {
      ...described,
      operationId: 'getSettings',
      path: '/settings',
      summary: 'The settings of the process that answers, and its versions',
      response: { status: 200, schema: shownProcess, description: 'Secrets are never among them' },
      async handle() {
        const { version, nodeVersion, mode, startedAtMs, settings, encryptionKeys } = process;
        const uptimeSeconds = Math.floor((clock.nowMs() - startedAtMs) / 1000);
        const startedAt = toRfc3339(startedAtMs);
        return {
          body: { id: 'bridge', version, nodeVersion, mode, startedAt, uptimeSeconds, settings, encryptionKeys },
        };
      },
    },
    getHealth: {
      ...described,
      operationId: 'getHealth',
      path: '/health',
      summary: 'Whether the stores answer, and which migrations they have',
      response: { status: 200, schema: shownHealth, description: 'As it is now' },
      async handle() {
        const [stores, migrations] = await Promise.all([process.stores(), process.migrations()]);
        const shown = migrations.map(({ name, executedAtMs }) => ({ id: name, appliedAt: momentOf(executedAtMs) }));
        return { body: { id: 'bridge', ...stores, migrations: shown } };
      },
    },
    listWhiteLabelHealth: {
      ...described,
      operationId: 'listWhiteLabelHealth',
      path: '/health/white-labels',
      summary: 'Platform connection and keys of each white label',
      request: { ...described.request, query: pageQuery },
      response: { status: 200, schema: whiteLabelHealth, description: 'A page of them, by name' },
      async handle({ query }) {
        const all = brokers.list().map((broker) => ({ id: broker.brokerName, broker }));
        const page = pageOfAll(sorted(all), query, ({ broker }) => broker);
        const items = page.items.map((broker) => healthOf(dependencies, broker as Broker));
        return { body: { ...page, items: await Promise.all(items) } };
      },
    },
    getBacklogs: getBacklogs(dependencies),
  };
}

async function healthOf({ signingKeys, keyRing, platformStates }: AdminDependencies, broker: Broker) {
  const { brokerName } = broker;
  const state = platformStates().find((one) => one.brokerName === brokerName);
  const keys = await signingKeys.list(broker);
  return {
    id: brokerName,
    platform: {
      lastOkAt: momentOf(state?.lastOkMs ?? null),
      lastFailedAt: momentOf(state?.lastFailedMs ?? null),
      failures: state?.failures ?? 0,
    },
    managerPassword: sealOf(keyRing, broker.platform.sealedManagerPassword),
    signingKeys: keys.map(({ id, algorithm, state: stands, sealedPrivateJwk }) => ({
      ...{ id, algorithm, state: stands, sealed: sealOf(keyRing, sealedPrivateJwk) },
    })),
  };
}

function sealOf(keyRing: KeyRing, sealed: string) {
  if (!keyRing.canOpen(sealed)) return 'unreadable';
  return keyRing.isCurrent(sealed) ? 'current-key' : 'older-key';
}

function momentOf(ms: number | null): string | null {
  return ms === null ? null : toRfc3339(ms);
}

function sorted<Entry extends { readonly id: string }>(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((one, other) => (one.id < other.id ? -1 : 1));
}
