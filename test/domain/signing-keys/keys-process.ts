import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createBrokers } from '../../../src/domain/brokers/brokers.ts';
import type { PublishedKeys } from '../../../src/domain/signing-keys/signing-key.ts';
import { createSigningKeys } from '../../../src/domain/signing-keys/signing-keys.ts';
import { createKeyRing, type EncryptionKey } from '../../../src/lib/key-ring.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { createPasswordHasher } from '../../../src/lib/password-hash.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { CRM, sampleBroker } from '../../contracts/sample-records.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

export const MAIN = 'main';
export const SISTER = 'wl';
export const ES256 = new Set(['ES256'] as const);
export const BOTH = new Set(['ES256', 'RS256'] as const);

export interface KeysProcessOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly clock?: FakeClock;
  readonly encryptionKeys?: readonly EncryptionKey[];
}

export type KeysProcess = Awaited<ReturnType<typeof startKeysProcess>>;

export function newEncryptionKey(id: string): EncryptionKey {
  return { id, bytes: randomBytes(32) };
}

/** What one process has of signing keys, on stores that hold two white labels. */
export async function startKeysProcess(options: KeysProcessOptions) {
  const { clock = createFakeClock(), encryptionKeys = [FIXED_KEY] } = options;
  const logLines: string[] = [];
  const log = createLogger('debug', { write: (line) => void logLines.push(line) });
  const storage = await openStorage({ ...options, clock, telemetry: silentTelemetry, log });
  await storage.migrate();
  await storage.brokers.addCrm(CRM);
  await storage.brokers.addBroker(sampleBroker(MAIN));
  await storage.brokers.addBroker(sampleBroker(SISTER, { whiteLabelOf: MAIN }));
  const keyRing = createKeyRing(encryptionKeys);
  const brokers = createBrokers({ store: storage.brokers, clock, keyRing, hasher: createPasswordHasher(), log });
  await brokers.refresh();
  const keys = createSigningKeys({ store: storage.signingKeys, brokers, keyRing, clock, log });
  return {
    ...{ storage, brokers, keys, clock, logLines, keyRing },
    broker: (brokerName = MAIN) => brokers.get(brokerName),
    open: (brokerName = MAIN) => keys.open(brokers.get(brokerName), ES256),
    /** @returns The states of the keys by their ids. */
    async states(brokerName = MAIN): Promise<Record<string, string>> {
      const listed = await keys.list(brokers.get(brokerName));
      return Object.fromEntries(listed.map(({ id, state }) => [id, state]));
    },
    close: () => storage.close(),
  };
}

/** The processes of one test share it. */
const FIXED_KEY = newEncryptionKey('k');

/** @returns The id of the key that signs with ES256. */
export function signerOf({ keys }: PublishedKeys): string {
  const signer = keys.find(({ algorithm }) => algorithm === 'ES256');
  assert.ok(signer, 'a key signs');
  return signer.id;
}

export function idsOf({ keys }: PublishedKeys): string[] {
  return keys.map(({ id }) => id);
}
