import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../support/engines.ts';
import { linkTokenIn, mailTo, resetBrowser } from '../support/reset-browser.ts';
import { findFreePort } from '../support/server-process.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { startTestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { SEEDED_TRADER } from '../support/trader-browser.ts';

describe('kill -9 between asking for a link and its mail', { concurrency: true }, () => {
  for (const { name, skip, open } of ENGINES) {
    describe(`on ${name}`, { skip }, () => {
      const folder = makeTempFolder();
      let environment: Record<string, string>;
      let smtpPort: number;
      const bridges = new Set<BridgeProcess>();

      before(async () => {
        const { databaseUrl, redisUrl } = await open();
        smtpPort = await findFreePort();
        environment = {
          DATA_DIR: folder.path,
          SIMULATOR_SMTP_PORT: String(smtpPort),
          ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
          ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
        };
      });
      after(async () => {
        await Promise.all([...bridges].map((bridge) => bridge.end('SIGKILL')));
        folder.remove();
      });

      async function start(): Promise<BridgeProcess> {
        const bridge = await startBridgeProcess(environment);
        bridges.add(bridge);
        return bridge;
      }

      test('row 44: every link that was promised comes after the restart, and the last one works', async (t) => {
        const brokers = ['tradingtech_main', 'tradingtech_wl_europe', 'financialhouse_main'];
        const victim = await start();
        for (const brokerName of brokers) {
          const answer = await resetBrowser(victim.url, { brokerName }).request(SEEDED_TRADER.email);
          assert.equal(answer.status, 200, answer.text);
        }
        assert.equal(await victim.end('SIGKILL'), null);

        const simulator = await startTestSimulator({ smtpPort });
        t.after(() => simulator.close());
        const [first, second] = await Promise.all([start(), start()]);
        await mailTo({ simulator }, SEEDED_TRADER.email, brokers.length);
        const mails = await simulator.mails();
        assert.deepEqual(mails.map(({ brokerName }) => brokerName).sort(), brokers.toSorted());
        for (const mail of mails) {
          const { url } = mail.brokerName === 'financialhouse_main' ? first : second;
          const browser = resetBrowser(url, { brokerName: mail.brokerName });
          const answer = await browser.reset(linkTokenIn(mail), 'After-The-Kill-1');
          assert.equal(answer.status, 303, answer.text);
        }
      });
    });
  }
});
