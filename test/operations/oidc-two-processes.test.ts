import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createLocalJWKSet, createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { OidcBrowser } from '../entrypoints/oidc/clients/oidc-browser.ts';
import { APP, STAGE_BROKER } from '../entrypoints/oidc/clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser, tokensIn } from '../entrypoints/oidc/races/oidc-app.ts';
import { ENGINES } from '../support/engines.ts';
import type { Answer } from '../support/platform-caller.ts';
import { runCli } from '../support/run-cli.ts';
import { type IssuerProcesses, openIssuerProcesses } from './oidc-processes.ts';

const TIMES = 50;
const ROUNDS = 3;
const STRICT = { id: 'strict-app', secret: 'the-secret-of-a-strict-app' };
const LENIENT = { id: 'lenient-app', secret: 'the-secret-of-a-lenient-app' };
/** Its refresh token stays, so that one buys any number of signed tokens. */
const STEADY = { id: 'steady-app', secret: 'the-secret-of-a-steady-app' };
/** How long a verifier keeps what it fetched; the lead of a new key is longer. */
const CACHED_FOR_MS = 1000;
const LEAD_SECONDS = 5;
/** A process hears of a change within a second; what a slow machine adds to that. */
const HEARD_WITHIN_MS = 10_000;
/** Looks are few, for wrong proofs of a client are counted. */
const LOOK_EVERY_MS = 200;

for (const { name, skip, open } of ENGINES) {
  describe(`the issuer in two processes, on ${name}`, { skip }, () => {
    let processes: IssuerProcesses;
    let urls: readonly string[] = [];
    let browser: OidcBrowser;
    let strict: OidcApp;
    let lenient: OidcApp;
    let steady: OidcApp;

    before(async () => {
      processes = await openIssuerProcesses({
        ...(await open()),
        clients: [
          { ...APP, ...STRICT, refreshGraceSeconds: 0 },
          { ...APP, ...LENIENT, refreshGraceSeconds: 30 },
          { ...APP, ...STEADY, profile: 'autoshares' },
        ],
      });
      urls = (await Promise.all([processes.start(), processes.start()])).map(({ url }) => url);
      browser = await signedInBrowser(processes.url);
      [strict, lenient, steady] = [
        oidcApp(processes.url, STRICT),
        oidcApp(processes.url, LENIENT),
        oidcApp(processes.url, STEADY),
      ];
    });
    after(() => processes?.close());

    const atOnce = (send: (url: string | undefined) => Promise<Answer>) =>
      Promise.all(Array.from({ length: TIMES }, (_, index) => send(urls[index % urls.length])));

    test('row 4: of 50 parallel redemptions of a code over both, one gets tokens', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const code = await strict.getCode(browser);
        assert.equal(winnersOf(await atOnce((url) => strict.redeem(code, url))).length, 1);
      }
    });

    test('row 4: of 50 parallel uses of a refresh token over both, one gets a successor', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { refreshToken } = await strict.getTokens(browser);
        assert.equal(winnersOf(await atOnce((url) => strict.refresh(refreshToken, url))).length, 1);
      }
    });

    test('row 4: with grace, whoever gets something gets the one successor, which goes on', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { refreshToken } = await lenient.getTokens(browser);
        const winners = winnersOf(await atOnce((url) => lenient.refresh(refreshToken, url)));
        const successors = new Set(winners.map(({ body }) => tokensIn(body).refreshToken));
        assert.equal(successors.size, 1, `${successors.size} successors`);
        const [successor = ''] = successors;
        const next = await lenient.refresh(successor, urls[0]);
        assert.equal(next.status, 200, next.text);
        const again = await lenient.refresh(successor, urls[1]);
        assert.equal(tokensIn(again.body).refreshToken, tokensIn(next.body).refreshToken, again.text);
      }
    });

    test('a session that one process opened is known to the other, and what one ends the other refuses', async () => {
      const [first, second] = urls;
      const { accessToken, refreshToken } = await lenient.getTokens(await signedInBrowser(processes.url));
      assert.deepEqual(
        [await lenient.isActive(accessToken, first), await lenient.isActive(accessToken, second)],
        [true, true],
      );
      await lenient.post('/token/revocation', { token: refreshToken }, first);
      assert.deepEqual(
        [await lenient.isActive(accessToken, second), await lenient.isActive(refreshToken, second)],
        [false, false],
      );
    });

    test('a client that is changed by the command line is changed in both, and no request fails of it', async () => {
      const load = underLoad((url) => strict.post('/token/introspection', { token: 'of-nobody' }, url));
      const parameters = ['--id', 'late-app', '--name', 'Late', '--redirect-uri', 'https://late.example/', '--json'];
      const added = await runCli(['client', 'add', STAGE_BROKER, ...parameters], processes.environment);
      assert.equal(added.exitCode, 0, added.stderr);
      const { secret } = JSON.parse(added.stdout);
      const late = oidcApp(processes.url, { id: 'late-app', secret });
      for (const url of urls) await until(async () => (await introspection(late, url)).status === 200);
      const disabled = await runCli(['client', 'disable', STAGE_BROKER, 'late-app'], processes.environment);
      assert.equal(disabled.exitCode, 0, disabled.stderr);
      for (const url of urls) await until(async () => (await introspection(late, url)).status !== 200);
      for (const { status, text } of await load.stop()) assert.equal(status, 200, text);
    });

    const introspection = (app: OidcApp, url: string) => app.post('/token/introspection', { token: 'of-nobody' }, url);

    test('row 37: a rotation of the keys while tokens are signed fails no verification', async () => {
      const { refreshToken, idToken } = await steady.getTokens(browser, 'openid');
      const verifiers = urls.map((url) =>
        createRemoteJWKSet(new URL(`${issuerAt(url)}/jwks`), {
          cacheMaxAge: CACHED_FOR_MS,
          cooldownDuration: CACHED_FOR_MS,
        }),
      );
      const signers = new Set<string>();
      const load = underLoad(async (url) => {
        const answer = await steady.refresh(refreshToken, url);
        for (const verifier of verifiers) signers.add(await verify(tokensIn(answer.body).idToken, verifier));
        return answer;
      });
      const before = await keyIdsAt(urls[0]);
      const rotated = await runCli(
        ['keys', 'rotate', STAGE_BROKER, '--lead', String(LEAD_SECONDS)],
        processes.environment,
      );
      assert.equal(rotated.exitCode, 0, rotated.stderr);
      for (const url of urls) await until(async () => (await keyIdsAt(url)).length > before.length);
      await until(async () => signers.size > 1);
      const answers = await load.stop();
      for (const { status, text } of answers) assert.equal(status, 200, text);
      for (const verifier of verifiers) await verify(idToken, verifier);
      const after = await keyIdsAt(urls[1]);
      assert.ok(before.every((id) => after.includes(id)) && after.length === before.length + 1);
    });

    test('row 37: a key that is revoked verifies nothing any more, and new tokens are good', async () => {
      const { refreshToken, idToken } = await steady.getTokens(browser, 'openid');
      const [{ kid = '' } = {}] = idToken.split('.').map((part) => decoded(part));
      const revoked = await runCli(['keys', 'revoke', STAGE_BROKER, kid], processes.environment);
      assert.equal(revoked.exitCode, 0, revoked.stderr);
      for (const url of urls) await until(async () => !(await keyIdsAt(url)).includes(kid));
      for (const url of urls) {
        const keys = createLocalJWKSet(await (await fetch(`${issuerAt(url)}/jwks`)).json());
        await assert.rejects(verify(idToken, keys));
        for (const signer of urls) {
          const renewed = await steady.refresh(refreshToken, signer);
          await verify(tokensIn(renewed.body).idToken, keys);
        }
      }
    });

    /** @returns The id of the key that signed it. */
    async function verify(idToken: string, keys: JWTVerifyGetKey): Promise<string> {
      const options = { issuer: issuerAt(processes.url), audience: STEADY.id };
      const { protectedHeader } = await jwtVerify(idToken, keys, options);
      return protectedHeader.kid ?? '';
    }

    /** Asks both in turn, again and again, until it is stopped. @returns What came. */
    function underLoad(work: (url: string | undefined) => Promise<Answer>) {
      let isOver = false;
      const deadline = Date.now() + 3 * HEARD_WITHIN_MS;
      const loops = urls.map(async (url) => {
        const answers: Answer[] = [];
        while (!isOver && Date.now() < deadline) answers.push(await work(url));
        return answers;
      });
      const all = Promise.all(loops);
      all.catch(() => undefined);
      return {
        async stop() {
          isOver = true;
          return (await all).flat();
        },
      };
    }
  });
}

async function keyIdsAt(url: string | undefined): Promise<string[]> {
  const { keys } = (await (await fetch(`${issuerAt(url)}/jwks`)).json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid);
}

function issuerAt(url: string | undefined): string {
  return `${url}/b/${STAGE_BROKER}/oidc`;
}

function decoded(part: string): { readonly kid?: string } {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return {};
  }
}

/** Those that got something; the others were refused as the protocol says. */
function winnersOf(answers: readonly Answer[]): readonly Answer[] {
  for (const { status, body, text } of answers) {
    if (status !== 200) assert.deepEqual([status, body.error], [400, 'invalid_grant'], text);
  }
  return answers.filter(({ status }) => status === 200);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + HEARD_WITHIN_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come to be so');
    await delay(LOOK_EVERY_MS);
  }
}
