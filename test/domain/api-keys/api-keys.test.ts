import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { NewApiKey } from '../../../src/domain/api-keys/api-key-registration.ts';
import type { ApiKeys } from '../../../src/domain/api-keys/api-keys.ts';
import { API_KEY_SCOPES } from '../../../src/lib/api-key-scopes.ts';
import { hashToken } from '../../../src/lib/secrets.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { basic, bearer, CRM, DAY_MS, MAIN, makeKey, refusal, SISTER, signed } from './key-stage.ts';

const HOUR_SECONDS = 3600;

for (const engine of ENGINES) {
  describe(`API keys on ${engine.name}`, { skip: engine.skip }, () => {
    const folder = makeTempFolder();
    let here: TestBridge;
    let there: TestBridge;
    let apiKeys: ApiKeys;
    before(async () => {
      const options = { ...(await engine.open()), environment: { DATA_DIR: folder.path } };
      here = await startTestBridge(options);
      there = await startTestBridge({ ...options, clock: here.clock });
      apiKeys = here.app.apiKeys;
    });
    after(async () => {
      await here.close();
      await there.close();
      folder.remove();
    });

    test('row 40: text and secret are shown once, kept as a hash and sealed, and never logged', async () => {
      const made = await makeKey(apiKeys);
      const rotated = await apiKeys.rotate(MAIN, made.key.id, { overlapSeconds: HOUR_SECONDS });
      await refusal(apiKeys.verify(basic(made.text, 'wrong')), 'invalid_api_key');
      await apiKeys.verify(signed(rotated, here.clock.nowMs()));
      const key = await apiKeys.get(MAIN, made.key.id);
      assert.deepEqual(
        key.pairs.map(({ textHash }) => textHash),
        [hashToken(rotated.text), hashToken(made.text)],
      );
      const kept = JSON.stringify([await apiKeys.list(MAIN), here.logLines]);
      for (const { text, secret } of [made, rotated]) {
        assert.ok(secret !== null && secret.length >= 43, 'at least 256 bits');
        assert.equal(kept.includes(text) || kept.includes(secret), false);
      }
    });

    test('a rotation makes another text and secret; those before work until the overlap ends, never a third', async () => {
      const first = await makeKey(apiKeys);
      const { home, id } = first.key;
      const second = await apiKeys.rotate(home, id, { overlapSeconds: HOUR_SECONDS });
      const works = (issued: typeof first) =>
        apiKeys.verify(basic(issued.text, issued.secret ?? '')).then(
          () => true,
          (error) => error.code,
        );
      assert.deepEqual([await works(first), await works(second)], [true, true]);
      here.clock.advance(HOUR_SECONDS * 1000 - 1);
      assert.equal(await works(first), true);
      here.clock.advance(1);
      assert.deepEqual([await works(first), await works(second)], ['expired_api_key', true]);
      const third = await apiKeys.rotate(home, id, { overlapSeconds: HOUR_SECONDS });
      const fourth = await apiKeys.rotate(home, id, { overlapSeconds: HOUR_SECONDS });
      assert.deepEqual([await works(second), await works(third), await works(fourth)], ['invalid_api_key', true, true]);
      const fifth = await apiKeys.rotate(home, id, { overlapSeconds: 0 });
      assert.deepEqual([await works(fourth), await works(fifth)], ['invalid_api_key', true]);
    });

    test('a rotation begins another 90 days, but the text before ends no later than it would have', async () => {
      const { key, text } = await makeKey(apiKeys, { expiresInDays: 1 });
      const rotated = await apiKeys.rotate(MAIN, key.id, { overlapSeconds: 48 * HOUR_SECONDS });
      assert.equal(rotated.key.expiresAtMs, here.clock.nowMs() + 90 * DAY_MS);
      assert.equal((await apiKeys.verify(bearer(text))).expiresSoonAtMs, key.expiresAtMs);
      assert.equal((await apiKeys.verify(bearer(rotated.text))).expiresSoonAtMs, null);
      here.clock.advance(DAY_MS);
      await refusal(apiKeys.verify(bearer(text)), 'expired_api_key');
    });

    test('a rotation of a key that has ended does not bring its old text back', async () => {
      const { key, text } = await makeKey(apiKeys, { expiresInDays: 1 });
      here.clock.advance(DAY_MS);
      await refusal(apiKeys.verify(bearer(text)), 'expired_api_key');
      const rotated = await apiKeys.rotate(MAIN, key.id, { overlapSeconds: HOUR_SECONDS, expiresInDays: 7 });
      assert.equal(rotated.key.expiresAtMs, here.clock.nowMs() + 7 * DAY_MS);
      await apiKeys.verify(bearer(rotated.text));
      await refusal(apiKeys.verify(bearer(text)), 'invalid_api_key');
    });

    test('of parallel rotations by two processes the last is current, and two pairs are left', async () => {
      const { key } = await makeKey(apiKeys);
      const issued = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          (index % 2 === 0 ? here : there).app.apiKeys.rotate(MAIN, key.id, { overlapSeconds: HOUR_SECONDS }),
        ),
      );
      const { pairs } = await apiKeys.get(MAIN, key.id);
      assert.deepEqual(
        pairs.map(({ endsAtMs }) => endsAtMs === null),
        [true, false],
      );
      const answers = await Promise.allSettled(issued.map(({ text }) => apiKeys.verify(bearer(text))));
      assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 2);
    });

    test('a publishable key is rotated too, and has no secret then either', async () => {
      const { key } = await makeKey(apiKeys, { kind: 'publishable', scopes: [] });
      const rotated = await apiKeys.rotate(MAIN, key.id, { overlapSeconds: 0 });
      assert.match(rotated.text, /^pk_test_/);
      assert.deepEqual([rotated.secret, rotated.key.pairs[0]?.sealedSecret], [null, null]);
    });

    test('an update counts from the next request on, in every process', async () => {
      const { key, text } = await makeKey(apiKeys);
      await there.app.apiKeys.verify(bearer(text));
      await there.app.apiKeys.stop();
      const change = {
        name: 'New',
        scopes: ['users:write'],
        ipList: ['203.0.113.9'],
        requiresSignature: true,
      } as const;
      assert.deepEqual(await apiKeys.update(MAIN, key.id, change), {
        ...{ ...key, ...change },
        lastUsedAtMs: here.clock.nowMs(),
      });
      await refusal(there.app.apiKeys.verify(bearer(text)), 'ip_not_whitelisted');
      await apiKeys.update(MAIN, key.id, { ipList: [] });
      await refusal(there.app.apiKeys.verify(bearer(text)), 'invalid_signature');
      const { expiresAtMs } = await apiKeys.update(MAIN, key.id, { expiresInDays: 3 });
      assert.equal(expiresAtMs, here.clock.nowMs() + 3 * DAY_MS);
    });

    for (const [field, more, detail] of [
      ['name', { name: ' ' }],
      ['name', { name: 'a'.repeat(101) }],
      ['name', { name: 7 }],
      ['kind', { kind: 'other' }],
      ['scopes', { scopes: ['users:all'] }],
      ['scopes', { scopes: ['users:read', 'users:read'] }],
      ['scopes', { scopes: 'users:read' }],
      ['scopes', { kind: 'publishable', scopes: ['users:read'] }, /developer-registrations:write only/],
      ['requiresSignature', { requiresSignature: 'yes' }],
      ['requiresSignature', { kind: 'publishable', scopes: [], requiresSignature: true }],
      ['ipList', { ipList: '203.0.113.9' }],
      ['ipList', { ipList: Array.from({ length: 101 }, (_, index) => `192.0.2.${index}`) }],
      ['ipList.1', { ipList: ['203.0.113.9', '203.0.113.256'] }, /"203\.0\.113\.256"/],
      ['ipList.0', { ipList: [7] }],
      ['expiresInDays', { expiresInDays: 0 }],
      ['expiresInDays', { expiresInDays: 367 }],
      ['expiresInDays', { expiresInDays: 1.5 }],
      ['text', { text: 'bk_test_short' }],
      ['text', { text: 'bk_live_long-enough-text' }],
      ['text', { text: 'pk_test_long-enough-text' }],
      ['secret', { secret: 'fifteen-letters' }],
      ['secret', { secret: 'with a space in it' }],
      ['secret', { kind: 'publishable', scopes: [], secret: 'sixteen-letters-' }],
    ] as const) {
      test(`a key with ${JSON.stringify(more).slice(0, 60)} is refused by its ${field}`, async () => {
        const making = makeKey(apiKeys, more as unknown as Partial<NewApiKey>);
        await refusal(making, 'api_key_invalid_settings', field);
        if (detail) await assert.rejects(making, detail ? { detail } : {});
      });
    }

    test('an update refuses what a new key may not be, and then changes nothing', async () => {
      const { key } = await makeKey(apiKeys);
      await refusal(apiKeys.update(MAIN, key.id, { ipList: ['all'] }), 'api_key_invalid_settings', 'ipList.0');
      await refusal(apiKeys.update(MAIN, key.id, { expiresInDays: -1 }), 'api_key_invalid_settings', 'expiresInDays');
      const badOverlap = apiKeys.rotate(MAIN, key.id, { overlapSeconds: Number.NaN });
      await refusal(badOverlap, 'api_key_invalid_settings', 'overlapSeconds');
      assert.deepEqual(await apiKeys.get(MAIN, key.id), key);
    });

    test('a key that was revoked stays so, and is changed no more', async () => {
      const { key } = await makeKey(apiKeys);
      const { revokedAtMs } = await apiKeys.revoke(MAIN, key.id);
      here.clock.advance(1000);
      assert.equal((await apiKeys.revoke(MAIN, key.id)).revokedAtMs, revokedAtMs);
      await refusal(apiKeys.update(MAIN, key.id, { name: 'x' }), 'api_key_revoked');
      await refusal(apiKeys.rotate(MAIN, key.id, { overlapSeconds: 0 }), 'api_key_revoked');
    });

    test('row 28: at another home a key is unknown, whatever is asked of it', async () => {
      const { key } = await makeKey(apiKeys);
      for (const home of [SISTER, CRM]) {
        await refusal(apiKeys.get(home, key.id), 'api_key_unknown');
        await refusal(apiKeys.update(home, key.id, { name: 'x' }), 'api_key_unknown');
        await refusal(apiKeys.rotate(home, key.id, { overlapSeconds: 0 }), 'api_key_unknown');
        await refusal(apiKeys.revoke(home, key.id), 'api_key_unknown');
      }
      const nowhere = makeKey(apiKeys, { home: { kind: 'broker', brokerName: 'nobody' } });
      await refusal(nowhere, 'broker_unknown', 'nobody');
    });

    test('a text that was given is taken for good, at every home', async () => {
      const text = 'bk_test_given-to-a-key';
      const { key } = await makeKey(apiKeys, { text, secret: 'a-given-secret-16' });
      await apiKeys.verify(basic(text, 'a-given-secret-16'));
      await apiKeys.rotate(MAIN, key.id, { overlapSeconds: 0 });
      for (const home of [MAIN, SISTER]) await refusal(makeKey(apiKeys, { home, text }), 'api_key_exists');
      assert.deepEqual(
        [await apiKeys.hasGivenText(MAIN, text), await apiKeys.hasGivenText(SISTER, text)],
        [true, false],
      );
    });
  });
}

describe('the keys of the sandbox', () => {
  test('work at their broker, for everything, and never end', async (t) => {
    const bridge = await startTestBridge();
    t.after(() => bridge.close());
    const { apiKeys, brokers } = bridge.app;
    bridge.clock.advance(10_000 * DAY_MS);
    for (const broker of brokers.list()) {
      const { brokerName } = broker;
      const presented = basic(`bk_test_sandbox_${brokerName}`, `sandbox-secret-${brokerName}`);
      const { key, expiresSoonAtMs } = await apiKeys.verify(presented);
      assert.deepEqual([key.scopes, key.ipList, expiresSoonAtMs], [API_KEY_SCOPES, [], null]);
      assert.equal(apiKeys.isKeyOf(key, broker), true);
      const { key: publishable } = await apiKeys.verify(bearer(`pk_test_sandbox_${brokerName}`));
      assert.deepEqual([publishable.kind, publishable.expiresAtMs], ['publishable', null]);
    }
  });

  test('brought in again change nothing, also after they were rotated, changed and revoked', async (t) => {
    const folder = makeTempFolder();
    const environment = { DATA_DIR: folder.path };
    const first = await startTestBridge({ environment, keepFolder: true });
    const [secret, publishable] = await first.app.apiKeys.list(MAIN);
    assert.ok(secret && publishable);
    await first.app.apiKeys.rotate(MAIN, secret.id, { overlapSeconds: 0 });
    await first.app.apiKeys.update(MAIN, secret.id, { name: 'Another' });
    await first.app.apiKeys.revoke(MAIN, publishable.id);
    const before = await first.app.apiKeys.list(MAIN);
    await first.close();
    const again = await startTestBridge({ environment, keepFolder: true });
    t.after(async () => {
      await again.close();
      folder.remove();
    });
    assert.deepEqual(await again.app.apiKeys.list(MAIN), before);
    await refusal(again.app.apiKeys.verify(bearer('bk_test_sandbox_tradingtech_main')), 'invalid_api_key');
  });

  test('row 41: a bridge in production mode takes live keys alone, and none without end', async (t) => {
    const bridge = await startTestBridge({
      environment: {
        BRIDGE_MODE: 'production',
        PUBLIC_URL: 'https://sso.broker.example',
        ENCRYPTION_KEYS: `main:${Buffer.from(hashToken('a key of a test'), 'base64url').toString('base64')}`,
        METRICS_TOKEN: 'a-metrics-token-of-length',
        TRUSTED_PROXIES: '10.0.0.0/8',
        SMTP_URL: 'smtps://mail.broker.example',
      },
    });
    t.after(() => bridge.close());
    const { apiKeys } = bridge.app;
    const { key, text } = await makeKey(apiKeys);
    assert.match(text, /^bk_live_/);
    await apiKeys.verify(bearer(text));
    await refusal(apiKeys.verify(bearer('bk_test_sandbox_tradingtech_main')), 'wrong_environment');
    await refusal(makeKey(apiKeys, { expiresInDays: null }), 'api_key_invalid_settings', 'expiresInDays');
    await refusal(apiKeys.update(MAIN, key.id, { expiresInDays: null }), 'api_key_invalid_settings', 'expiresInDays');
  });
});
