import assert from 'node:assert/strict';
import { createPasskeys, type Passkeys } from '../../../src/domain/passkeys/passkeys.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { openStorage, type Storage } from '../../../src/storage/open-storage.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import {
  createSoftwareAuthenticator,
  type SoftwareAuthenticator,
  type Twists,
} from '../../support/software-authenticator.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

export const ORIGIN = 'https://sso.broker.example';
export const ANNA = { holderId: 'sm_anna', name: 'anna@broker.example', displayName: 'Anna' };
export const BEN = { holderId: 'sm_ben', name: 'ben@broker.example', displayName: 'Ben' };

/** Passkeys over real stores, with a clock that the test moves. */
export interface PasskeyStage {
  readonly passkeys: Passkeys;
  readonly storage: Storage;
  readonly clock: FakeClock;
  readonly logLines: string[];
  newDevice(options?: { counts?: boolean }): SoftwareAuthenticator;
  /** A device on which the holder has just registered a passkey. */
  deviceOf(holder?: typeof ANNA, options?: { counts?: boolean }): Promise<SoftwareAuthenticator>;
  /** Asks, and gives the device's answer. */
  prove(
    device: SoftwareAuthenticator,
    holderId: string | null,
    twists?: Twists,
  ): ReturnType<Passkeys['finishAuthentication']>;
  close(): Promise<void>;
}

export async function openPasskeyStage(
  urls: { databaseUrl?: string; redisUrl?: string } = {},
  publicUrl = ORIGIN,
): Promise<PasskeyStage> {
  const folder = makeTempFolder();
  const clock = createFakeClock();
  const logLines: string[] = [];
  const log = createLogger('debug', { write: (line) => void logLines.push(line) });
  const storage = await openStorage({ dataDir: folder.path, clock, telemetry: silentTelemetry, log, ...urls });
  await storage.migrate();
  const { passkeys: store, expiring } = storage;
  const passkeys = createPasskeys({ store, expiring, publicUrl, clock, log });
  const newDevice = (options = {}) => createSoftwareAuthenticator({ origin: ORIGIN, ...options });
  return {
    ...{ passkeys, storage, clock, logLines, newDevice },
    async deviceOf(holder = ANNA, options = {}) {
      const device = newDevice(options);
      const asked = await passkeys.beginRegistration(holder);
      await passkeys.finishRegistration(holder.holderId, device.register(asked), 'Device');
      return device;
    },
    async prove(device, holderId, twists) {
      return passkeys.finishAuthentication(
        holderId,
        device.answer(await passkeys.beginAuthentication(holderId), twists),
      );
    },
    async close() {
      await storage.close();
      folder.remove();
    },
  };
}

export async function refusal(promise: Promise<unknown>, code: ErrorCode, detail?: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(isBridgeError(error), String(error));
    assert.equal(error.code, code);
    if (detail) assert.match(error.detail ?? '', detail);
    return true;
  });
}
