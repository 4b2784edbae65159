import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, SEEDED_TRADER, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const PASSWORD = 'A-long-enough-1';
const WINDOW_MS = 15 * 60_000;
const PER_ACCOUNT_AND_ADDRESS = 8;
const PER_ACCOUNT = 40;
const PER_ADDRESS = 100;
const SIGN_UPS_PER_ADDRESS = 30;

let networks = 0;

/** Addresses that no other test uses. */
function newNetwork(): (host: number) => string {
  networks += 1;
  const network = `10.${networks}`;
  return (host) => `${network}.${Math.floor(host / 250)}.${(host % 250) + 1}`;
}

for (const { name, skip, open } of ENGINES) {
  describe(`limits on signing in on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());
    let ticket: string;
    beforeEach(async () => {
      ticket = await traderBrowser(bridge.url).ticket();
    });

    const at = (address: string, brokerName?: string) =>
      traderBrowser(bridge.url, { address, ...(brokerName === undefined ? {} : { brokerName }) });
    const guess = (address: string, email: string): Promise<PageAnswer> =>
      at(address).post({ ticket, email, password: 'wrong' });
    const statuses = (answers: readonly PageAnswer[]) => answers.map(({ status }) => status);

    async function guessInTurn(times: number, next: (attempt: number) => Promise<PageAnswer>): Promise<number[]> {
      const answers: PageAnswer[] = [];
      for (let attempt = 0; attempt < times; attempt += 1) answers.push(await next(attempt));
      return statuses(answers);
    }

    /** Eight at a time, where the order is of no matter. */
    async function guessInBatches(times: number, next: (attempt: number) => Promise<PageAnswer>): Promise<number[]> {
      const answers: number[] = [];
      for (let start = 0; start < times; start += 8) {
        const size = Math.min(8, times - start);
        answers.push(...statuses(await Promise.all(Array.from({ length: size }, (_, index) => next(start + index)))));
      }
      return answers;
    }

    async function newTrader(address: string): Promise<string> {
      const email = newEmail();
      assert.equal((await at(address).signUp({ email, password: PASSWORD })).status, 303);
      return email;
    }

    test('row 42: after eight wrong passwords for one account from one address comes 429, until the window is over', async () => {
      const host = newNetwork();
      const email = newEmail();
      assert.deepEqual(
        await guessInTurn(PER_ACCOUNT_AND_ADDRESS, () => guess(host(1), email)),
        Array<number>(PER_ACCOUNT_AND_ADDRESS).fill(401),
      );
      const refused = await guess(host(1), email);
      assert.equal(refused.status, 429);
      assert.match(wordsOf(refused), /Too many attempts/);
      const wait = Number(refused.headers['retry-after']);
      assert.ok(wait > 0 && wait <= WINDOW_MS / 1000, `Retry-After is ${wait}`);
      bridge.clock.advance(wait * 1000);
      assert.equal((await guess(host(1), email)).status, 401);
    });

    test('row 42: a refused attempt does not lengthen the wait', async () => {
      const host = newNetwork();
      const email = newEmail();
      await guessInTurn(PER_ACCOUNT_AND_ADDRESS + 1, () => guess(host(1), email));
      bridge.clock.advance(WINDOW_MS / 2);
      await guessInTurn(3, () => guess(host(1), email));
      bridge.clock.advance(WINDOW_MS / 2);
      assert.equal((await guess(host(1), email)).status, 401);
    });

    test('row 42: guesses sent all at once pass the limit no more than guesses in a row', async () => {
      const host = newNetwork();
      const email = newEmail();
      const browser = at(host(1));
      const form = { email, password: 'wrong', ticket };
      const answers = statuses(await Promise.all(Array.from({ length: 30 }, () => browser.post(form))));
      assert.equal(answers.filter((status) => status === 401).length, PER_ACCOUNT_AND_ADDRESS);
      assert.equal(answers.filter((status) => status === 429).length, 30 - PER_ACCOUNT_AND_ADDRESS);
    });

    test('row 42: the right password clears what was counted', async () => {
      const host = newNetwork();
      const email = await newTrader(host(1));
      for (const _round of [1, 2, 3]) {
        const wrong = await guessInTurn(PER_ACCOUNT_AND_ADDRESS - 1, () => guess(host(2), email));
        assert.ok(wrong.every((status) => status === 401));
        assert.equal((await at(host(2)).logIn({ email, password: PASSWORD })).status, 303);
      }
    });

    test('row 42: right log-ins, from however many new addresses, use up no limit of the account', async () => {
      const host = newNetwork();
      const right = await guessInBatches(PER_ACCOUNT + 8, (attempt) =>
        at(host(attempt)).post({ ticket, ...SEEDED_TRADER }),
      );
      assert.deepEqual(new Set(right), new Set([303]));
    });

    test('row 42: an attacker at many addresses has two tries at each, and the owner gets in wherever they are', async () => {
      const host = newNetwork();
      const email = await newTrader(host(0));
      const guesses = await guessInBatches(PER_ACCOUNT, (attempt) => guess(host(attempt + 1), email));
      assert.deepEqual(new Set(guesses), new Set([401]));
      assert.deepEqual(await guessInTurn(4, () => guess(host(199), email)), [401, 401, 429, 429]);
      assert.equal((await at(host(200)).logIn({ email, password: PASSWORD })).status, 303, 'at a new address');
      assert.equal((await at(host(0)).logIn({ email, password: PASSWORD })).status, 303, 'at a known address');
      bridge.clock.advance(WINDOW_MS);
      assert.equal((await guess(host(199), email)).status, 401, 'when the time is over');
    });

    test('row 42: an attacker at one address uses up nobody’s account', async () => {
      const host = newNetwork();
      const email = await newTrader(host(0));
      await guessInBatches(PER_ACCOUNT + 10, () => guess(host(1), email));
      assert.equal((await at(host(2)).logIn({ email, password: PASSWORD })).status, 303);
    });

    test('row 42: one bad guest behind a shared address does not lock out those who are known there', async () => {
      const host = newNetwork();
      const email = await newTrader(host(2));
      assert.equal((await at(host(1)).logIn({ email, password: PASSWORD })).status, 303);
      const guesses = await guessInBatches(PER_ADDRESS, () => guess(host(1), newEmail()));
      assert.deepEqual(new Set(guesses), new Set([401]));
      assert.equal((await guess(host(1), newEmail())).status, 429);
      assert.equal((await at(host(1)).logIn({ email, password: PASSWORD })).status, 303);
      assert.equal((await guess(host(3), newEmail())).status, 401, 'other addresses are not concerned');
    });

    test('row 42: what is counted at one white label limits nobody at another', async () => {
      const host = newNetwork();
      await guessInTurn(PER_ACCOUNT_AND_ADDRESS, () => guess(host(1), SEEDED_TRADER.email));
      assert.equal((await at(host(1)).logIn()).status, 429);
      assert.equal((await at(host(1), 'tradingtech_wl_europe').logIn()).status, 303);
      assert.equal((await at(host(1), 'financialhouse_main').logIn()).status, 303);
    });

    test('row 42: the addresses of one IPv6 network of 64 bits count as one, the next network does not', async () => {
      const email = newEmail();
      const guesses = await guessInTurn(PER_ACCOUNT_AND_ADDRESS + 1, (attempt) =>
        guess(`2001:db8:0:7::${(attempt * 4096 + 1).toString(16)}`, email),
      );
      assert.deepEqual(guesses.slice(-2), [401, 429]);
      assert.equal((await guess('2001:db8:0:7:ffff:ffff:ffff:ffff', email)).status, 429);
      assert.equal((await guess('2001:db8:0:8::1', email)).status, 401);
    });

    test('row 42: sign-ups are limited by address, existing emails among them, and the limit ends', async () => {
      const host = newNetwork();
      const browser = at(host(1));
      const signUp = (email: string) => browser.post({ ticket, email, password: 'wrong-one' }, '?firstLogin=true');
      const refused = await guessInBatches(SIGN_UPS_PER_ADDRESS, () => signUp(SEEDED_TRADER.email));
      assert.ok(refused.every((status) => status === 409 || status === 429));
      const over = await signUp(newEmail());
      assert.equal(over.status, 429);
      assert.match(String(over.headers['retry-after']), /^[1-9]\d*$/);
      assert.equal((await at(host(2)).signUp({ email: newEmail(), password: PASSWORD })).status, 303);
      bridge.clock.advance(WINDOW_MS);
      assert.equal((await at(host(1)).signUp({ email: newEmail(), password: PASSWORD })).status, 303);
    });
  });
}

describe('the address that limits count by', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ environment: { TRUSTED_PROXIES: '192.0.2.1' } });
  });
  after(() => bridge.close());

  test('row 39: X-Forwarded-For of a proxy that is not trusted changes nothing', async () => {
    const email = newEmail();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < PER_ACCOUNT_AND_ADDRESS + 1; attempt += 1) {
      const browser = traderBrowser(bridge.url, { address: `198.51.100.${attempt + 1}` });
      statuses.push((await browser.logIn({ email, password: 'wrong' })).status);
    }
    assert.deepEqual(statuses.slice(-2), [401, 429]);
  });
});
