import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { App } from '../../src/app.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { BridgeError } from '../../src/errors/bridge-error.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { startApp } from '../../src/start-app.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';

const log = createLogger('fatal', { write: () => {} });

/** An app that says what it was asked to do, in order. */
function starting(start: () => Promise<void>) {
  const asked: string[] = [];
  const app = {
    async start() {
      asked.push('start');
      await start();
    },
    async seed() {
      asked.push('seed');
      return { brokers: [] };
    },
    payments: { startRecovery: () => void asked.push('recover payments') },
    emailChange: { startRecovery: () => void asked.push('recover addresses') },
    startMail: () => void asked.push('send mail'),
    startAppLogouts: () => void asked.push('tell apps'),
    apiKeys: { startAnnouncing: () => void asked.push('announce keys') },
    webhooks: { start: () => void asked.push('send events') },
    statistics: { start: () => void asked.push('write counts') },
    staff: { start: () => void asked.push('sweep sessions of staff') },
  } as unknown as App;
  const settings = loadSettings({}, PROJECT_FOLDER);
  const brokersFile = { sandbox: true, crms: [], brokers: [] };
  const stopping = new AbortController();
  const options = { app, settings, brokersFile, log, projectFolder: PROJECT_FOLDER, signal: stopping.signal };
  return { asked, stopping, run: () => startApp(options) };
}

describe('what runs by itself', () => {
  test('begins once the stores and the seed are there', async () => {
    const { asked, run } = starting(async () => {});
    assert.equal(await run(), true);
    assert.deepEqual(asked, [
      ...['start', 'seed', 'recover payments', 'recover addresses'],
      ...['send mail', 'tell apps', 'announce keys', 'send events', 'write counts', 'sweep sessions of staff'],
    ]);
  });

  test('never begins in a process that is stopped while it waits for a store', async () => {
    const { asked, stopping, run } = starting(async () => {
      stopping.abort();
      throw new BridgeError('store_unavailable');
    });
    assert.equal(await run(), false);
    assert.deepEqual(asked, ['start']);
  });

  test('never begins in a process that is stopped while it starts', async () => {
    const { asked, stopping, run } = starting(async () => stopping.abort());
    assert.equal(await run(), false);
    assert.deepEqual(asked, ['start']);
  });
});
