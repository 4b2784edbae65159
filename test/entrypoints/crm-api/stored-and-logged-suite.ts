import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engines } from '../../support/engines.ts';
import { post } from '../../support/platform-caller.ts';
import { readExpiring } from '../../support/read-expiring.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { CALLS, credentials } from './good-call.ts';
import { openWhiteLabel, STRANGER, WHITE_LABELS, type WhiteLabel } from './white-label.ts';

export function storedAndLoggedSuite(engines: Engines): void {
  test('rows 29 and 49: every stored key and log line carries its white label, and none shows a token or password', async () => {
    const folder = makeTempFolder();
    const urls = await engines.open();
    const bridge = await startTestBridge({ ...urls, environment: { DATA_DIR: folder.path } });
    const labels = await Promise.all(WHITE_LABELS.map((name) => openWhiteLabel(bridge, name)));
    const secrets: string[] = [];
    for (const label of labels) secrets.push(...(await useEverything(bridge, label)));
    await bridge.close();

    const stored = await readExpiring(urls, folder.path);
    for (const { key, owner } of stored)
      assert.ok(
        labels.some(({ brokerName }) => brokerName === owner),
        key,
      );
    for (const { brokerName } of labels) {
      const kinds = ['one-time-token-sign-in', 'one-time-token-in-app', 'access-token', 'limit-platform-password'];
      if (brokerName === STRANGER) kinds.push('in-app-token');
      for (const kind of kinds) {
        const isThere = stored.some(({ key, owner }) => owner === brokerName && key.includes(kind));
        assert.ok(isThere, `${brokerName} stored a ${kind}`);
      }
    }
    assertNoSecret(
      stored.map(({ key, content }) => `${key} ${content}`),
      secrets,
    );
    assertLogged(bridge.logLines, secrets);
    folder.remove();
  });
}

/** Makes each kind of entry and counter, by good calls and by bad ones. @returns Every secret that was sent or received. */
async function useEverything(bridge: TestBridge, label: WhiteLabel): Promise<string[]> {
  const { platform, password, crmApiToken, userId } = label;
  const kept = await platform.redeem(crmApiToken, await platform.signInToken({ keepMeLoggedIn: 'true' }));
  const secrets = [password, crmApiToken, String(kept.body.accessToken), 'Sandbox-Trader-1'];
  const wrong = { password: `wrong-password-${label.brokerName}`, email: 'nobody@example.com' };
  await platform.logIn(wrong);
  secrets.push(wrong.password, await platform.signInToken());
  for (const call of CALLS) {
    const { query, body } = await call.fields(label);
    const url = `${bridge.url}/b/${label.brokerName}${call.path}`;
    const good = { query: { ...credentials(call, label), ...query }, body };
    await post(url, { ...good, query: { ...query, crmApiToken: `${crmApiToken}x` }, body: { ...body, ...wrong } });
    await post(url, { ...good, headers: { Authorization: `Bearer ${crmApiToken}` } });
    const answer = await post(url, good);
    const texts = [...Object.values(query), ...Object.values(body), ...Object.values(answer.body)].map(String);
    secrets.push(...texts.filter((text) => text.length >= 40));
  }
  await platform.generate(crmApiToken, userId, 'ia_wrong-token-of-the-right-length-but-unknown');
  return [...new Set(secrets)];
}

function assertNoSecret(texts: readonly string[], secrets: readonly string[]): void {
  for (const secret of secrets) {
    const found = texts.find((text) => text.includes(secret));
    assert.equal(found, undefined, `it shows ${secret}`);
  }
}

/** Every line of a request that was let in names the white label that was asked. */
function assertLogged(lines: readonly string[], secrets: readonly string[]): void {
  assertNoSecret(lines, secrets);
  const ofRequests = lines.map((line) => JSON.parse(line)).filter((line) => line.requestId !== undefined);
  assert.ok(ofRequests.filter((line) => line.msg === 'request').length > 30);
  const known: readonly string[] = WHITE_LABELS;
  for (const line of ofRequests) assert.ok(known.includes(line.broker), JSON.stringify(line));
}
