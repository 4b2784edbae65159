import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { OidcBrowser } from '../entrypoints/oidc/clients/oidc-browser.ts';
import { APP } from '../entrypoints/oidc/clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser, tokensIn } from '../entrypoints/oidc/races/oidc-app.ts';
import { ENGINES } from '../support/engines.ts';
import { lifeOf } from '../support/life-of.ts';
import type { Answer } from '../support/platform-caller.ts';
import { type IssuerProcesses, openIssuerProcesses } from './oidc-processes.ts';

const KILLS = 3;
const CODES_PER_KILL = 8;
const CHAINS_PER_KILL = 8;
const TIMES_EACH = 4;
const APP_1 = { id: 'app-1', secret: 'the-secret-of-app-1' };

for (const { name, skip, open } of ENGINES) {
  describe(`kill -9 of an issuer, on ${name}`, { skip }, () => {
    let processes: IssuerProcesses;
    let survivor = '';
    let browser: OidcBrowser;
    let app: OidcApp;

    before(async () => {
      const clients = [{ ...APP, ...APP_1, refreshGraceSeconds: 60 }];
      processes = await openIssuerProcesses({ ...(await open()), clients });
      survivor = (await processes.start()).url;
      browser = await signedInBrowser(processes.url);
      app = oidcApp(survivor, APP_1);
    });
    after(() => processes?.close());

    /** Sends something several times to a bridge that is then killed, and to the one that lives on. */
    async function withKill(
      run: number,
      tookMs: number,
      values: readonly string[],
      send: (value: string, at: string) => Promise<Answer>,
    ): Promise<Presented[]> {
      const victim = await processes.start();
      const load = values.map((value) => present(TIMES_EACH, [victim.url, survivor], (at) => send(value, at)));
      await delay(lifeOf(run, KILLS, tookMs));
      await processes.kill(victim);
      return Promise.all(load);
    }

    async function measure(values: readonly string[], send: (value: string, at: string) => Promise<Answer>) {
      const startedAtMs = performance.now();
      await Promise.all(values.map((value) => present(TIMES_EACH, [survivor], (at) => send(value, at))));
      return performance.now() - startedAtMs;
    }

    const newCodes = () => collect(CODES_PER_KILL, () => app.getCode(browser));
    const newRefreshTokens = () => collect(CHAINS_PER_KILL, async () => (await app.getTokens(browser)).refreshToken);

    test('row 44: no code is redeemed twice', async () => {
      const redeem = (code: string, at: string) => app.redeem(code, at);
      const tookMs = await measure(await newCodes(), redeem);
      for (let run = 0; run < KILLS; run += 1) {
        const codes = await newCodes();
        const presented = await withKill(run, tookMs, codes, redeem);
        for (const [index, { answers, unanswered }] of presented.entries()) {
          const later = await app.redeem(codes[index] ?? '');
          const redeemed = winnersOf([...answers, later]).length;
          assert.ok(redeemed === 1 || (redeemed === 0 && unanswered > 0), `${redeemed}, ${unanswered} unanswered`);
        }
      }
    });

    test('row 44: no refresh token has two successors, and none that follows is lost', async () => {
      const refresh = (refreshToken: string, at: string) => app.refresh(refreshToken, at);
      const tookMs = await measure(await newRefreshTokens(), refresh);
      for (let run = 0; run < KILLS; run += 1) {
        const refreshTokens = await newRefreshTokens();
        const presented = await withKill(run, tookMs, refreshTokens, refresh);
        for (const [index, { answers }] of presented.entries()) {
          // Whatever was lost with the bridge: whoever asks again within the grace gets it.
          const later = await app.refresh(refreshTokens[index] ?? '');
          assert.equal(later.status, 200, later.text);
          const successors = new Set(winnersOf([...answers, later]).map(({ body }) => tokensIn(body).refreshToken));
          assert.equal(successors.size, 1);
          const [successor = ''] = successors;
          const next = await app.refresh(successor);
          assert.equal(next.status, 200, next.text);
          assert.equal(await app.isActive(tokensIn(next.body).accessToken), true);
        }
      }
    });
  });
}

interface Presented {
  readonly answers: readonly Answer[];
  /** How often no answer came. */
  readonly unanswered: number;
}

async function present(
  times: number,
  urls: readonly string[],
  send: (at: string) => Promise<Answer>,
): Promise<Presented> {
  const calls = Array.from({ length: times }, (_, index) => send(urls[index % urls.length] ?? ''));
  const ends = await Promise.allSettled(calls);
  const answers = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  return { answers, unanswered: ends.length - answers.length };
}

async function collect(count: number, make: () => Promise<string>): Promise<string[]> {
  const made: string[] = [];
  while (made.length < count) made.push(await make());
  return made;
}

/** Those that got something; the others were refused as the protocol says. */
function winnersOf(answers: readonly Answer[]): readonly Answer[] {
  for (const { status, body, text } of answers) {
    if (status !== 200) assert.deepEqual([status, body.error], [400, 'invalid_grant'], text);
  }
  return answers.filter(({ status }) => status === 200);
}
