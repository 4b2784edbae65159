import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engines } from '../../support/engines.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { startTestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { assertRefused } from './assert-refused.ts';
import type { Stage } from './stage.ts';
import { MAIN, SISTER, type WhiteLabel } from './white-label.ts';

const DAY_MS = 86_400_000;
/** A well-formed token that nobody issued: with a good crmApiToken it is answered 404, with a bad one 403. */
const UNKNOWN_CODE = `ot_${'A'.repeat(40)}`;

export function crmApiTokenLifetimeSuite(stage: () => Stage): void {
  /** Whether a crmApiToken is accepted. */
  async function works(label: WhiteLabel, crmApiToken: string): Promise<boolean> {
    const answer = await label.platform.redeem(crmApiToken, UNKNOWN_CODE);
    if (answer.status === 404) return true;
    assertRefused(answer, 'CH_CLIENT_AUTH_FAILURE', 'Invalid or expired crmApiToken');
    return false;
  }

  test('row 9: every call of 4.1 returns another token, and all of them work at once', async () => {
    const label = stage().label(MAIN);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => label.platform.crmApiToken()));
    assert.equal(new Set(tokens).size, 20);
    for (const token of tokens) assert.ok(await works(label, token));
  });

  test('row 9: a crmApiToken works for at least seven days, to the end of its time, and is dead at it', async () => {
    const { bridge, label } = stage();
    const lifetimeMs = label(MAIN).broker().tokens.crmApiTokenTtlSeconds * 1000;
    assert.ok(lifetimeMs >= 7 * DAY_MS);
    bridge.clock.set(Math.ceil(bridge.clock.nowMs() / 1000) * 1000);
    const token = await label(MAIN).platform.crmApiToken();
    bridge.clock.advance(7 * DAY_MS);
    assert.ok(await works(label(MAIN), token));
    bridge.clock.advance(lifetimeMs - 7 * DAY_MS - 1);
    assert.ok(await works(label(MAIN), token));
    bridge.clock.advance(1);
    assert.equal(await works(label(MAIN), token), false);
  });

  test('row 9: a white label’s tokens live as long as it says, and no shorter than a week', async () => {
    const { bridge, label } = stage();
    const { tokens } = label(SISTER).broker();
    const change = (seconds: number) =>
      bridge.app.brokers.update(SISTER, { tokens: { ...tokens, crmApiTokenTtlSeconds: seconds } });
    await assert.rejects(change(7 * 86_400 - 1), { code: 'broker_invalid', field: 'tokens.crmApiTokenTtlSeconds' });
    await change(7 * 86_400);
    const token = await label(SISTER).platform.crmApiToken();
    bridge.clock.advance(7 * DAY_MS - 1000);
    assert.ok(await works(label(SISTER), token));
    bridge.clock.advance(1000);
    assert.equal(await works(label(SISTER), token), false);
  });

  test('row 9: in a rotation both passwords buy, and the old password and its tokens end with the overlap', async () => {
    const { bridge, label } = stage();
    const { platform, password } = label(MAIN);
    const before = await platform.crmApiToken();
    const { password: fresh } = await bridge.app.brokers.rotatePlatformPassword(MAIN, 3600);
    const bought = await Promise.all([platform.crmApiToken(password), platform.crmApiToken(fresh)]);
    bridge.clock.advance(3_600_000 - 1);
    for (const token of [before, ...bought]) assert.ok(await works(label(MAIN), token));

    bridge.clock.advance(1);
    const [boughtByOld = '', boughtByFresh = ''] = bought;
    for (const token of [before, boughtByOld]) assert.equal(await works(label(MAIN), token), false);
    assert.ok(await works(label(MAIN), boughtByFresh));
    assert.equal(await platform.crmApiToken(password), 'undefined');
    assert.ok(await works(label(MAIN), await platform.crmApiToken(fresh)));
    assert.ok(await works(label(SISTER), await label(SISTER).platform.crmApiToken()), 'a sister is not touched');
  });

  test('whoever still uses a platform password that was replaced is counted, until nobody does', async () => {
    const { bridge, label } = stage();
    const { platform } = label(SISTER);
    const series = `drawbridge_token_redemptions_total{kind="crm",outcome="expiring_password",broker="${SISTER}"} `;
    const uses = async () => {
      const lines = (await (await fetch(`${bridge.url}/metrics`)).text()).split('\n');
      return Number(lines.find((line) => line.startsWith(series))?.slice(series.length) ?? 0);
    };
    const before = await uses();
    const { password: old } = await bridge.app.brokers.rotatePlatformPassword(SISTER, 0);
    const boughtByOld = await platform.crmApiToken(old);
    await works(label(SISTER), boughtByOld);
    assert.equal(await uses(), before, 'the current one');
    const { password: fresh } = await bridge.app.brokers.rotatePlatformPassword(SISTER, 3600);
    await works(label(SISTER), boughtByOld);
    await platform.crmApiToken(old);
    assert.equal(await uses(), before + 2);
    await works(label(SISTER), await platform.crmApiToken(fresh));
    assert.equal(await uses(), before + 2);
  });

  test('row 9: a crmApiToken dies with its password at once, and only with its own', async () => {
    const { bridge, label } = stage();
    const { brokers } = bridge.app;
    const { platform } = label(MAIN);
    const { password: first } = await brokers.rotatePlatformPassword(MAIN, 3600);
    const { password: second } = await brokers.rotatePlatformPassword(MAIN, 3600);
    const [ofFirst, ofSecond] = [await platform.crmApiToken(first), await platform.crmApiToken(second)];
    const live = brokers.livePasswords(brokers.get(MAIN));
    const current = live.find(({ expiresAtMs }) => expiresAtMs === null);
    await brokers.revokePlatformPassword(MAIN, current?.id ?? '');
    assert.ok(await works(label(MAIN), ofFirst));
    assert.equal(await works(label(MAIN), ofSecond), false);
    assert.equal(await platform.crmApiToken(second), 'undefined', 'a remembered password is forgotten too');
  });

  test('row 9: a rotation without overlap ends every token of the old password now', async () => {
    const { bridge, label } = stage();
    const { platform } = label(SISTER);
    const token = await platform.crmApiToken();
    const { password: fresh } = await bridge.app.brokers.rotatePlatformPassword(SISTER, 0);
    assert.equal(await works(label(SISTER), token), false);
    assert.ok(await works(label(SISTER), await platform.crmApiToken(fresh)));
  });
}

export function crmApiTokenRestartSuite(engines: Engines): void {
  test('row 9: a crmApiToken and an access token survive a restart, and work in a second process', async () => {
    const folder = makeTempFolder();
    const options = { ...(await engines.open()), environment: { DATA_DIR: folder.path } };
    const first = await startTestBridge(options);
    const caller = platformCaller(first.url, MAIN);
    const crmApiToken = await caller.crmApiToken();
    const signedIn = await caller.redeem(crmApiToken, await caller.signInToken({ keepMeLoggedIn: 'true' }));
    const accessToken = String(signedIn.body.accessToken);
    const code = await caller.signInToken();

    const second = await startTestBridge({ ...options, clock: first.clock });
    assert.equal((await platformCaller(second.url, MAIN).authorize(crmApiToken, accessToken)).status, 200);
    await first.close();
    await second.close();

    const restarted = await startTestBridge({ ...options, clock: first.clock });
    const again = platformCaller(restarted.url, MAIN);
    assert.equal((await again.authorize(crmApiToken, accessToken)).status, 200);
    assert.equal((await again.redeem(crmApiToken, code)).status, 200);
    await restarted.close();
    folder.remove();
  });
}
