import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createPasswordHasher, type PasswordHasher } from '../../../src/lib/password-hash.ts';
import { cpuMsOf } from '../../support/cpu-time.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, SEEDED_TRADER, traderBrowser } from '../../support/trader-browser.ts';
import { usersWithHasher } from './users-with-hasher.ts';

/** Notes which of the real hasher's work is asked for. */
function notingHasher(hasher: PasswordHasher): { hasher: PasswordHasher; done: string[] } {
  const done: string[] = [];
  const noting: PasswordHasher = {
    hash(password) {
      done.push('hash');
      return hasher.hash(password);
    },
    verify(phcHash, password) {
      done.push('verify');
      return hasher.verify(phcHash, password);
    },
    verifyNothing(password) {
      done.push('verifyNothing');
      return hasher.verifyNothing(password);
    },
  };
  return { hasher: noting, done };
}

describe('whether an email address is known', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  /** The answer without what is new in each. */
  function comparable({ status, headers, text }: PageAnswer, email: string): object {
    const { date: _date, 'x-request-id': requestId, ...rest } = headers;
    const plain = text
      .replace(/name="ticket" value="[^"]+"/, 'name="ticket" value="…"')
      .replaceAll(String(requestId), '…')
      .replaceAll(email, '…');
    return { status, plain, headers: Object.keys(rest).sort(), length: email.length };
  }

  test('cannot be told from the answer: unknown user and wrong password get the same, byte for byte', async () => {
    const unknown = 'nobody@example.com';
    assert.equal(unknown.length, SEEDED_TRADER.email.length);
    const wrong = await traderBrowser(bridge.url).logIn({ password: 'wrong' });
    const nobody = await traderBrowser(bridge.url).logIn({ email: unknown, password: 'wrong' });
    assert.equal(nobody.status, 401);
    assert.deepEqual(comparable(nobody, unknown), comparable(wrong, SEEDED_TRADER.email));
    assert.equal(nobody.headers['content-length'], wrong.headers['content-length']);
  });

  test('cannot be told from the limit: both are refused after the same number of attempts', async () => {
    const statusesOf = async (email: string) => {
      const statuses: number[] = [];
      const browser = traderBrowser(bridge.url, { address: '203.0.113.5' });
      for (let attempt = 0; attempt < 10; attempt += 1) {
        statuses.push((await browser.logIn({ email, password: 'wrong' })).status);
      }
      return statuses;
    };
    assert.deepEqual(await statusesOf(SEEDED_TRADER.email), await statusesOf('nobody@example.com'));
  });

  test('costs the same hashing: an unknown user is verified against nothing', async () => {
    const { hasher, done } = notingHasher(createPasswordHasher());
    const users = usersWithHasher(bridge, hasher);
    const broker = bridge.app.brokers.get('tradingtech_main');
    const signIn = (email: string) => users.signIn(broker, { email, password: 'wrong' }, '203.0.113.6');
    await assert.rejects(signIn(SEEDED_TRADER.email), { code: 'credentials_wrong' });
    assert.deepEqual(done.splice(0), ['verify']);
    await assert.rejects(signIn(newEmail()), { code: 'credentials_wrong' });
    assert.deepEqual(done.splice(0), ['verifyNothing']);
  });

  test('takes the same time: verifying against nothing is as slow as against a hash', async () => {
    const hasher = createPasswordHasher();
    const phcHash = await hasher.hash('right');
    const timed = (work: () => Promise<boolean>) => cpuMsOf(async () => assert.equal(await work(), false));
    const [real, nothing]: [number[], number[]] = [[], []];
    for (let round = 0; round < 25; round += 1) {
      real.push(await timed(() => hasher.verify(phcHash, 'wrong')));
      nothing.push(await timed(() => hasher.verifyNothing('wrong')));
    }
    const ratio = median(nothing) / median(real);
    assert.ok(ratio > 0.5 && ratio < 2, `verifyNothing takes ${ratio.toFixed(2)} times as long`);
  });
});

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
