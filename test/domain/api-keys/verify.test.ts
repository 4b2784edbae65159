import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ApiKeys } from '../../../src/domain/api-keys/api-keys.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { basic, bearer, CRM, DAY_MS, MAIN, makeKey, refusal, SISTER, signed } from './key-stage.ts';

for (const engine of ENGINES) {
  describe(`whether a request with an API key is let in, on ${engine.name}`, { skip: engine.skip }, () => {
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

    test('the key alone lets in, or with its secret', async () => {
      const { key, text, secret } = await makeKey(apiKeys);
      assert.match(text, /^bk_test_[\w-]{43}$/);
      assert.deepEqual(await apiKeys.verify(bearer(text)), { key, expiresSoonAtMs: null });
      assert.equal((await apiKeys.verify(basic(text, secret ?? ''))).key.id, key.id);
    });

    test('a publishable key lets in alone, has no secret, and signs nothing', async () => {
      const scopes = ['developer-registrations:write'] as const;
      const issued = await makeKey(apiKeys, { kind: 'publishable', scopes });
      assert.match(issued.text, /^pk_test_[\w-]{43}$/);
      assert.equal(issued.secret, null);
      assert.equal((await apiKeys.verify(bearer(issued.text))).key.kind, 'publishable');
      await refusal(apiKeys.verify(basic(issued.text, '')), 'invalid_api_key');
      await refusal(apiKeys.verify(signed(issued, here.clock.nowMs())), 'invalid_signature');
    });

    for (const wrong of ['', 'bk_test_', 'bk_test_short', 'bk_other_long-enough-text', 'xk_test_long-enough-text']) {
      test(`"${wrong}" is no key`, () => refusal(apiKeys.verify(bearer(wrong)), 'invalid_api_key'));
    }

    test('what is near to a key is none', async () => {
      const { text } = await makeKey(apiKeys);
      for (const wrong of [`${text} `, `${text}\n`, ` ${text}`, text.toUpperCase(), text.slice(0, -1), `${text}x`]) {
        await refusal(apiKeys.verify(bearer(wrong)), 'invalid_api_key');
      }
      await refusal(apiKeys.verify(bearer(text.replace('bk_', 'pk_'))), 'invalid_api_key');
    });

    test('row 41: a key of the other environment is refused before it is looked for', async () => {
      for (const text of ['bk_live_long-enough-text', 'pk_live_long-enough-text']) {
        await refusal(apiKeys.verify(bearer(text)), 'wrong_environment');
      }
    });

    test('an unknown key and a wrong secret get the same answer, also beside a signature', async () => {
      const issued = await makeKey(apiKeys);
      const presented = signed(issued, here.clock.nowMs());
      const answers = [];
      for (const [key, secret] of [
        [issued.text, 'wrong'],
        [`${issued.text}x`, issued.secret ?? ''],
      ] as const) {
        const error = await apiKeys
          .verify({ ...presented, credentials: { kind: 'basic', key, secret } })
          .catch((e) => e);
        assert.ok(isBridgeError(error));
        answers.push([error.code, error.message, error.field]);
      }
      assert.deepEqual(answers[0], answers[1]);
      assert.equal(answers[0]?.[0], 'invalid_api_key');
    });

    test('a key that is revoked counts no more from the next request on, in every process', async () => {
      const { key, text } = await makeKey(apiKeys);
      await there.app.apiKeys.verify(bearer(text));
      await apiKeys.revoke(MAIN, key.id);
      for (const { app } of [here, there]) await refusal(app.apiKeys.verify(bearer(text)), 'invalid_api_key');
    });

    test('a key ends after 90 days, and 14 days before it is said when', async () => {
      const { key, text } = await makeKey(apiKeys);
      assert.equal(key.expiresAtMs, here.clock.nowMs() + 90 * DAY_MS);
      const expiresSoon = async () => (await apiKeys.verify(bearer(text))).expiresSoonAtMs;
      here.clock.advance(76 * DAY_MS - 1);
      assert.equal(await expiresSoon(), null);
      here.clock.advance(1);
      assert.equal(await expiresSoon(), key.expiresAtMs);
      here.clock.advance(14 * DAY_MS - 1);
      assert.equal(await expiresSoon(), key.expiresAtMs);
      here.clock.advance(1);
      await refusal(apiKeys.verify(bearer(text)), 'expired_api_key');
    });

    test('row 39: with a list, other addresses are refused, before the secret and the signature are looked at', async () => {
      const ipList = ['203.0.113.0/24', '2001:db8:7::/48'];
      const { text } = await makeKey(apiKeys, { ipList, requiresSignature: true });
      for (const address of ['203.0.114.1', '2001:db8:8::1', '', 'unknown', '::ffff:192.0.2.1']) {
        const presented = basic(text, 'wrong', { address });
        await refusal(apiKeys.verify(presented), 'ip_not_whitelisted');
      }
    });

    test('row 39: with a list, its own addresses are let in, IPv4 in the notation of IPv6 too', async () => {
      const { text } = await makeKey(apiKeys, { ipList: ['203.0.113.0/24', '2001:db8:7::/48'] });
      for (const address of ['203.0.113.200', '::ffff:203.0.113.200', '::FFFF:cb00:71c8', '2001:DB8:7:0::1']) {
        await apiKeys.verify(bearer(text, { address }));
      }
    });

    test('row 28: a key is of its own white label alone, or of all brokers of its CRM', async () => {
      const { brokers } = here.app;
      const own = await makeKey(apiKeys);
      const common = await makeKey(apiKeys, { home: CRM });
      const reach = (key: typeof own.key) =>
        ['tradingtech_main', 'tradingtech_wl_europe', 'financialhouse_main'].map((name) =>
          apiKeys.isKeyOf(key, brokers.get(name)),
        );
      assert.deepEqual(reach((await apiKeys.verify(bearer(own.text))).key), [true, false, false]);
      assert.deepEqual(reach((await apiKeys.verify(bearer(common.text))).key), [true, true, false]);
      await refusal(apiKeys.get(SISTER, own.key.id), 'api_key_unknown');
      await refusal(apiKeys.get(MAIN, common.key.id), 'api_key_unknown');
    });

    test('a scope that the key lacks is refused by its name', async () => {
      const { key } = await makeKey(apiKeys, { scopes: ['users:read', 'payments:read'] });
      apiKeys.requireScope(key, 'payments:read');
      await refusal((async () => apiKeys.requireScope(key, 'users:write'))(), 'insufficient_scope', 'users:write');
    });

    test('when a key was used last is kept, once a minute, and fails no request', async () => {
      const { key, text } = await makeKey(apiKeys);
      const lastUsed = async () => (await apiKeys.get(MAIN, key.id)).lastUsedAtMs;
      assert.equal(await lastUsed(), null);
      await refusal(apiKeys.verify(basic(text, 'wrong')), 'invalid_api_key');
      const firstMs = here.clock.nowMs();
      await apiKeys.verify(bearer(text));
      await apiKeys.stop();
      assert.equal(await lastUsed(), firstMs);
      here.clock.advance(59_999);
      await apiKeys.verify(bearer(text));
      await there.app.apiKeys.verify(bearer(text));
      await Promise.all([apiKeys.stop(), there.app.apiKeys.stop()]);
      assert.equal(await lastUsed(), firstMs);
      here.clock.advance(2);
      await apiKeys.verify(bearer(text));
      await apiKeys.stop();
      assert.equal(await lastUsed(), here.clock.nowMs());
    });
  });
}
