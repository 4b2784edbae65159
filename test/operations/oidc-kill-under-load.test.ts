import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { OidcBrowser } from '../entrypoints/oidc/clients/oidc-browser.ts';
import { APP } from '../entrypoints/oidc/clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser, tokensIn } from '../entrypoints/oidc/races/oidc-app.ts';
import { ENGINES } from '../support/engines.ts';
import type { Answer } from '../support/platform-caller.ts';
import { killDuring, type Load, spreadKills } from '../support/spread-kills.ts';
import { type IssuerProcesses, openIssuerProcesses } from './oidc-processes.ts';

const KILLS = 3;
const TIMES_EACH = 4;
/** Each of another app: who shows a code twice loses whatever else came from the same consent. */
const APPS = Array.from({ length: 8 }, (_, index) => ({ id: `app-${index}`, secret: `the-secret-of-app-${index}` }));

for (const { name, skip, open } of ENGINES) {
  describe(`kill -9 of an issuer, on ${name}`, { skip }, () => {
    let processes: IssuerProcesses;
    let survivor = '';
    let browser: OidcBrowser;
    let apps: readonly OidcApp[];

    before(async () => {
      const clients = APPS.map((app) => ({ ...APP, ...app, refreshGraceSeconds: 60 }));
      processes = await openIssuerProcesses({ ...(await open()), clients });
      survivor = (await processes.start()).url;
      browser = await signedInBrowser(processes.url);
      apps = APPS.map((app) => oidcApp(processes.url, app));
    });
    after(() => processes?.close());

    /** Sends something of each app several times to a bridge that is then killed, and to the one that lives on. */
    async function withKill(lifeMs: number, values: readonly string[], send: Send): Promise<Load<Presented>> {
      const victim = await processes.start();
      const presented = presentAll([victim.url, survivor], values, send);
      const tookMs = await killDuring([presented.then(() => {})], () => processes.kill(victim), lifeMs);
      return { all: await presented, tookMs };
    }

    function presentAll(urls: readonly string[], values: readonly string[], send: Send): Promise<Presented[]> {
      return Promise.all(
        apps.map((app, index) => present(TIMES_EACH, urls, (at) => send(app, values[index] ?? '', at))),
      );
    }

    async function measure(values: readonly string[], send: Send): Promise<number> {
      const startedAtMs = performance.now();
      await presentAll([survivor], values, send);
      return performance.now() - startedAtMs;
    }

    const newCodes = () => collect(apps, (app) => app.getCode(browser));
    const newRefreshTokens = () => collect(apps, async (app) => (await app.getTokens(browser)).refreshToken);

    test('row 44: no code is redeemed twice', async () => {
      const redeem: Send = (app, code, at) => app.redeem(code, at);
      const tookMs = await measure(await newCodes(), redeem);
      await spreadKills(KILLS, tookMs, async (_run, lifeMs) => {
        const codes = await newCodes();
        const load = await withKill(lifeMs, codes, redeem);
        for (const [index, app] of apps.entries()) {
          const { answers = [], isUnanswered = false } = load.all[index] ?? {};
          const later = await app.redeem(codes[index] ?? '', survivor);
          const redeemed = winnersOf([...answers, later]).length;
          assert.ok(redeemed === 1 || (redeemed === 0 && isUnanswered), `${redeemed}, unanswered: ${isUnanswered}`);
        }
        return load;
      });
    });

    test('row 44: no refresh token has two successors, and the one that it has is never lost', async () => {
      const refresh: Send = (app, refreshToken, at) => app.refresh(refreshToken, at);
      const tookMs = await measure(await newRefreshTokens(), refresh);
      await spreadKills(KILLS, tookMs, async (_run, lifeMs) => {
        const refreshTokens = await newRefreshTokens();
        const load = await withKill(lifeMs, refreshTokens, refresh);
        for (const [index, app] of apps.entries()) {
          // Whatever was lost with the bridge: whoever asks again within the grace gets it.
          const later = await app.refresh(refreshTokens[index] ?? '', survivor);
          assert.equal(later.status, 200, later.text);
          const winners = winnersOf([...(load.all[index]?.answers ?? []), later]);
          const successors = new Set(winners.map(({ body }) => tokensIn(body).refreshToken));
          assert.equal(successors.size, 1);
          const [successor = ''] = successors;
          const next = await app.refresh(successor, survivor);
          assert.equal(next.status, 200, next.text);
          assert.equal(await app.isActive(tokensIn(next.body).accessToken, survivor), true);
        }
        return load;
      });
    });
  });
}

type Send = (app: OidcApp, value: string, at: string) => Promise<Answer>;

interface Presented {
  readonly answers: readonly Answer[];
  /** Whether the kill cut any off. */
  readonly isUnanswered: boolean;
}

async function present(
  times: number,
  urls: readonly string[],
  send: (at: string) => Promise<Answer>,
): Promise<Presented> {
  const calls = Array.from({ length: times }, (_, index) => send(urls[index % urls.length] ?? ''));
  const ends = await Promise.allSettled(calls);
  const answers = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  return { answers, isUnanswered: answers.length < ends.length };
}

async function collect(apps: readonly OidcApp[], make: (app: OidcApp) => Promise<string>): Promise<string[]> {
  const made: string[] = [];
  for (const app of apps) made.push(await make(app));
  return made;
}

/** Those that got something; the others were refused as the protocol says. */
function winnersOf(answers: readonly Answer[]): readonly Answer[] {
  for (const { status, body, text } of answers) {
    if (status !== 200) assert.deepEqual([status, body.error], [400, 'invalid_grant'], text);
  }
  return answers.filter(({ status }) => status === 200);
}
