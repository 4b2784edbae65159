import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES, type StoreUrls } from '../../support/engines.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { resetBrowser } from '../../support/reset-browser.ts';
import { findFreePort } from '../../support/server-process.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { newEmail, type PageAnswer, SEEDED_TRADER } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ROUNDS = 15;

/** Delivers when the test says so: the settings name no mail server, but the environment's is used all the same. */
async function openAt(urls: StoreUrls, smtpPort: number, clock?: TestBridge['clock']): Promise<TestBridge> {
  const environment = { SIMULATOR_SMTP_PORT: String(smtpPort), TRUSTED_PROXIES: 'loopback' };
  return startTestBridge({ ...urls, environment, ...(clock ? { clock } : {}) });
}

for (const { name, skip, open } of ENGINES) {
  describe(`the delivery of mail on ${name}`, { skip }, () => {
    let urls: StoreUrls;
    let smtpPort: number;
    let bridge: TestBridge;
    let server: MailServer | undefined;
    before(async () => {
      urls = await open();
      smtpPort = await findFreePort();
      bridge = await openAt(urls, smtpPort);
    });
    after(async () => {
      await bridge.close();
      await server?.close();
    });

    async function withServer<Result>(work: (server: MailServer) => Promise<Result>, options = {}): Promise<Result> {
      server = await startMailServer({ port: smtpPort, ...options });
      try {
        return await work(server);
      } finally {
        await server.close();
        server = undefined;
      }
    }
    const request = (email: string = SEEDED_TRADER.email, brokerName = BROKER): Promise<PageAnswer> =>
      resetBrowser(bridge.url, { brokerName }).request(email);
    const letters = () => bridge.app.storage.mailOutbox;
    const drain = async () => {
      await withServer(async () => {
        bridge.clock.advance(HOUR_MS);
        while ((await bridge.app.deliverMail()) > 0);
      });
    };

    test('with the mail server away the answer is the same, and the mail comes later', async () => {
      assert.equal((await request()).status, 200);
      assert.equal(await bridge.app.deliverMail(), 1);
      assert.equal(await bridge.app.deliverMail(), 0, 'it waits for its next turn');
      bridge.clock.advance(2 * SECOND_MS);
      const raw = await withServer(async ({ received }) => {
        assert.equal(await bridge.app.deliverMail(), 1);
        assert.equal(received.length, 1);
        return received[0]?.raw ?? '';
      });
      assert.match(raw, /^To: trader@example\.com\r$/m);
      bridge.clock.advance(DAY_MS);
      assert.equal(await bridge.app.deliverMail(), 0, 'what was sent is gone');
    });

    test('the pauses between tries double, up to a quarter of an hour, and after a day it is given up', async () => {
      const startedAtMs = bridge.clock.nowMs();
      assert.equal((await request()).status, 200);
      const triedAtMs: number[] = [];
      for (let second = 0; second < 90_000; second += 1) {
        if (second < 200 || second % 60 === 0) {
          if ((await bridge.app.deliverMail()) > 0) triedAtMs.push(bridge.clock.nowMs() - startedAtMs);
        }
        bridge.clock.advance(SECOND_MS);
      }
      assert.deepEqual(
        triedAtMs.slice(0, 5).map((ms) => ms / SECOND_MS),
        [0, 2, 6, 14, 30],
      );
      const last = triedAtMs.at(-1) ?? 0;
      assert.ok(last > DAY_MS - HOUR_MS && last <= DAY_MS, String(last));
      assert.ok(bridge.logLines.some((line) => line.includes('a letter was given up after a day')));
      await withServer(async ({ received }) => {
        bridge.clock.advance(DAY_MS);
        await bridge.app.deliverMail();
        assert.equal(received.length, 0);
      });
    });

    test('a recipient whom the mail server refuses is given up at once', async () => {
      assert.equal((await request()).status, 200);
      await withServer(() => bridge.app.deliverMail(), { refuseRecipients: 550 });
      bridge.clock.advance(DAY_MS / 2);
      assert.equal(await bridge.app.deliverMail(), 0);
    });

    test('two processes that deliver at once send each letter once', async () => {
      const another = await openAt(urls, smtpPort, bridge.clock);
      try {
        const brokers = ['tradingtech_main', 'tradingtech_wl_europe', 'financialhouse_main'];
        for (const brokerName of brokers) {
          for (let round = 0; round < 4; round += 1) assert.equal((await request(undefined, brokerName)).status, 200);
        }
        // On the embedded engines each test bridge has a folder of its own, so the second one finds nothing.
        await withServer(async ({ received }) => {
          const deliver = async (each: TestBridge) => {
            while ((await each.app.deliverMail()) > 0);
          };
          await Promise.all([deliver(bridge), deliver(another), deliver(bridge), deliver(another)]);
          assert.equal(received.length, 12);
        });
      } finally {
        await another.close();
      }
    });

    test('a letter waits sealed: the address of its reader is not in the database', async () => {
      bridge.clock.advance(HOUR_MS);
      const email = newEmail();
      assert.equal((await request(email)).status, 200);
      const nowMs = bridge.clock.nowMs();
      const [entry, ...more] = await letters().claimDue(nowMs, { holder: 'test', untilMs: nowMs }, 10);
      assert.equal(more.length, 0);
      assert.doesNotMatch(JSON.stringify(entry), /example\.com|rp_/);
      assert.equal(entry?.brokerName, BROKER);
      await letters().remove(entry?.id ?? '', 'test');
    });

    test('more than five letters in a quarter of an hour are not written, the answer is the same, and the last link works', async () => {
      bridge.clock.advance(HOUR_MS);
      for (const email of [SEEDED_TRADER.email, 'nobody@example.com']) {
        for (let round = 0; round < 8; round += 1) assert.equal((await request(email)).status, 200);
      }
      const raw = await withServer(async ({ received }) => {
        while ((await bridge.app.deliverMail()) > 0);
        assert.equal(received.length, 5);
        return received.map((mail) => mail.raw.replaceAll('=\r\n', '').replaceAll('=3D', '='));
      });
      const tokens = raw.map((text) => /token=(rp_[\w-]{43})/.exec(text)?.[1] ?? '');
      const statuses = await Promise.all(
        tokens.map(async (token) => (await resetBrowser(bridge.url).open(`?token=${token}`)).status),
      );
      assert.deepEqual(
        statuses.toSorted((one, other) => one - other),
        [200, 410, 410, 410, 410],
      );
    });

    test('row 42: an address that asks too often is told to wait, and no other address is', async () => {
      bridge.clock.advance(HOUR_MS);
      const from = (address: string) => resetBrowser(bridge.url, { address });
      const statuses: number[] = [];
      for (let round = 0; round < 61; round += 1) {
        statuses.push((await from('203.0.113.9').request(`asked-${round}@example.com`)).status);
      }
      assert.deepEqual(new Set(statuses.slice(0, 60)), new Set([200]));
      assert.equal(statuses[60], 429);
      assert.equal((await from('203.0.113.10').request(SEEDED_TRADER.email)).status, 200);
      bridge.clock.advance(15 * 60 * SECOND_MS);
      assert.equal((await from('203.0.113.9').request(SEEDED_TRADER.email)).status, 200);
      await drain();
    });

    test('a letter of a white label that was switched off since is not sent', async () => {
      bridge.clock.advance(HOUR_MS);
      const { brokers } = bridge.app;
      assert.equal((await request(undefined, 'financialhouse_main')).status, 200);
      await brokers.update('financialhouse_main', { enabled: false });
      await withServer(async ({ received }) => {
        while ((await bridge.app.deliverMail()) > 0);
        assert.equal(received.length, 0);
      });
      await brokers.update('financialhouse_main', { enabled: true });
    });
  });
}

describe('asking for a link while the mail server hangs', () => {
  test('takes no longer for a known address than for an unknown one, and waits for no mail', async (t) => {
    const server = await startMailServer({ hang: true });
    const bridge = await startTestBridge({ environment: { SMTP_URL: server.url } });
    t.after(async () => {
      await bridge.close();
      await server.close();
    });
    const timeOf = async (email: string) => {
      const startedAtMs = performance.now();
      assert.equal((await resetBrowser(bridge.url).request(email)).status, 200);
      return performance.now() - startedAtMs;
    };
    await timeOf('warm-up@example.com');
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      known.push(await timeOf(SEEDED_TRADER.email));
      unknown.push(await timeOf('nobody@example.com'));
    }
    const median = (times: readonly number[]) => times.toSorted((one, other) => one - other)[ROUNDS >> 1] ?? 0;
    const words = `known ${median(known).toFixed(1)} ms, unknown ${median(unknown).toFixed(1)} ms`;
    // The hanging server would take seconds. On a busy machine everything differs by more.
    assert.ok(Math.abs(median(known) - median(unknown)) < Math.max(50, median(unknown)), words);
  });
});
