import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createUser } from '../../../src/domain/users/create-user.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { deriveRecordId } from '../../../src/lib/ids.ts';
import { createPasswordHasher } from '../../../src/lib/password-hash.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { newEmail } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';

describe('a user that two requests make at once', () => {
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge();
  });
  after(() => bridge.close());

  /** Another request is faster: it makes a user after this one looked for its id, and before it looks for the address. */
  async function createOvertaken(id: string, email: string, otherId: string) {
    const { app, clock } = bridge;
    const broker = app.brokers.get(BROKER);
    const users = app.storage.users;
    const store = {
      ...users,
      async findAnyById(brokerName: string, wanted: string) {
        const found = await users.findAnyById(brokerName, wanted);
        await app.users.create(broker, { id: otherId, email });
        return found;
      },
    };
    return createUser({ store, hasher: createPasswordHasher(), events: app.events, clock }, broker, { id, email });
  }

  test('row 44: the same request finds the user that was made', async () => {
    const [id, email] = [deriveRecordId('made at once'), newEmail()];
    const found = await createOvertaken(id, email, id);
    assert.deepEqual(found, await bridge.app.users.findByEmail(BROKER, email));
  });

  test('another one is told that the address is taken', async () => {
    const overtaken = createOvertaken(deriveRecordId('one'), newEmail(), deriveRecordId('another'));
    await assert.rejects(overtaken, (error) => isBridgeError(error, 'email_taken'));
  });
});
