import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { ENGINES } from '../support/engines.ts';
import { platformCaller } from '../support/platform-caller.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { newEmail, traderBrowser } from '../support/trader-browser.ts';
import { countOf, type Presented, redeemAtOnce } from './redeem-at-once.ts';

const BROKER = 'tradingtech_main';
const PASSWORD = 'A-long-password-1';
/** When one of the bridges dies, after the load began. */
const KILLS_AFTER_MS = [4, 15, 40];
const TOKENS_PER_KILL = 16;
const TIMES_EACH = 6;

describe('kill -9', { concurrency: true }, () => {
  for (const { name, skip, open } of ENGINES) {
    describe(`on ${name}`, { skip, concurrency: false }, () => {
      const folder = makeTempFolder();
      let simulator: TestSimulator;
      let environment: Record<string, string>;
      const bridges = new Set<BridgeProcess>();

      before(async () => {
        simulator = await startTestSimulator();
        const { databaseUrl, redisUrl } = await open();
        environment = {
          DATA_DIR: folder.path,
          SIMULATOR_PORT: new URL(simulator.url).port,
          ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
          ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
        };
      });
      after(async () => {
        await Promise.all([...bridges].map((bridge) => bridge.end('SIGKILL')));
        await simulator.close();
        folder.remove();
      });

      async function start(): Promise<BridgeProcess> {
        const bridge = await startBridgeProcess(environment);
        bridges.add(bridge);
        return bridge;
      }

      async function kill(bridge: BridgeProcess): Promise<void> {
        bridges.delete(bridge);
        assert.equal(await bridge.end('SIGKILL'), null);
      }

      test('row 44: a bridge that is killed again and again under load lets no token be redeemed twice', async () => {
        const survivor = await start();
        const caller = platformCaller(survivor.url, BROKER);
        const crmApiToken = await caller.crmApiToken();
        let lost = 0;
        for (const killAfterMs of KILLS_AFTER_MS) {
          const victim = await start();
          const tokens: string[] = [];
          while (tokens.length < TOKENS_PER_KILL) tokens.push(await caller.signInToken());
          const urls = [victim.url, survivor.url];
          const load = tokens.map((token) =>
            redeemAtOnce(urls, { brokerName: BROKER, crmApiToken, token, times: TIMES_EACH }),
          );
          await delay(killAfterMs);
          await kill(victim);
          const presented = await Promise.all(load);
          for (const [index, one] of presented.entries()) {
            const later = await caller.redeem(crmApiToken, tokens[index] ?? '');
            checkOnce({ statuses: [...one.statuses, later.status], unanswered: one.unanswered });
            lost += one.unanswered;
          }
        }
        assert(lost > 0, 'the load was over before the bridge was killed');
        await kill(survivor);
      });

      test('row 44: whoever was told that the sign-up worked can log in after the kill', async () => {
        const bridge = await start();
        const emails = Array.from({ length: 8 }, newEmail);
        const answered: string[] = [];
        let enough = (): void => undefined;
        const someAnswered = new Promise<void>((resolve) => {
          enough = resolve;
        });
        const signUps = emails.map(async (email) => {
          const { status } = await traderBrowser(bridge.url).signUp({ email, password: PASSWORD });
          assert.equal(status, 303);
          if (answered.push(email) === 3) enough();
        });
        const ends = Promise.allSettled(signUps);
        await Promise.race([someAnswered, ends]);
        await kill(bridge);
        await ends;
        assert(answered.length >= 3, `${answered.length} sign-ups were answered`);

        const restarted = await start();
        for (const email of answered) {
          const answer = await traderBrowser(restarted.url).logIn({ email, password: PASSWORD });
          assert.equal(answer.status, 303, answer.text);
        }
        await kill(restarted);
      });

      test('row 44: tokens that were handed out work after the kill', async () => {
        const bridge = await start();
        const before = platformCaller(bridge.url, BROKER);
        const crmApiToken = await before.crmApiToken();
        const session = await before.redeem(crmApiToken, await before.signInToken({ keepMeLoggedIn: 'true' }));
        const unused = await before.signInToken();
        await kill(bridge);

        const restarted = await start();
        const afterwards = platformCaller(restarted.url, BROKER);
        const again = await afterwards.authorize(crmApiToken, String(session.body.accessToken));
        assert.equal(again.status, 200, again.text);
        assert.equal((await afterwards.redeem(crmApiToken, unused)).status, 200);
        assert.equal((await afterwards.redeem(crmApiToken, unused)).status, 404);
        await kill(restarted);
      });
    });
  }
});

/** A token is redeemed once, unless the only answer that said so was lost with the bridge. */
function checkOnce(presented: Presented): void {
  const { statuses, unanswered } = presented;
  const redeemed = countOf(200, presented);
  assert(redeemed === 1 || (redeemed === 0 && unanswered > 0), `${statuses.join(' ')}, ${unanswered} unanswered`);
  assert.equal(redeemed + countOf(404, presented), statuses.length, statuses.join(' '));
}
