import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { ApiKeys } from '../../../src/domain/api-keys/api-keys.ts';
import type { PresentedKey } from '../../../src/domain/api-keys/presented-key.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { basic, bearer, CRM, makeKey, REQUEST, refusal, signed } from './key-stage.ts';

const WINDOW_MS = 300_000;

for (const engine of ENGINES) {
  describe(`signed requests on ${engine.name}`, { skip: engine.skip }, () => {
    const folder = makeTempFolder();
    let here: TestBridge;
    let there: TestBridge;
    let apiKeys: ApiKeys;
    before(async () => {
      const options = { ...(await engine.open()), environment: { DATA_DIR: folder.path } };
      here = await startTestBridge(options);
      there = await startTestBridge({ ...options, clock: here.clock });
      apiKeys = here.app.apiKeys;
      // A whole second, for timestamps have no parts of one.
      here.clock.set(Math.ceil(here.clock.nowMs() / 1000) * 1000);
    });
    after(async () => {
      await here.close();
      await there.close();
      folder.remove();
    });

    const nowMs = () => here.clock.nowMs();
    const withSignature = (presented: PresentedKey, change: Partial<PresentedKey['signature'] & object>) => {
      assert.ok(presented.signature);
      return { ...presented, signature: { ...presented.signature, ...change } };
    };

    test('a good one is let in, of a key of a CRM too', async () => {
      for (const home of [{}, { home: CRM }]) {
        const issued = await makeKey(apiKeys, home);
        assert.equal((await apiKeys.verify(signed(issued, nowMs()))).key.id, issued.key.id);
      }
    });

    test('where none is demanded, none is needed; where one is, also beside the secret', async () => {
      const free = await makeKey(apiKeys);
      await apiKeys.verify(bearer(free.text));
      const strict = await makeKey(apiKeys, { requiresSignature: true });
      await refusal(apiKeys.verify(bearer(strict.text)), 'invalid_signature');
      await refusal(apiKeys.verify(basic(strict.text, strict.secret ?? '')), 'invalid_signature');
      await apiKeys.verify(signed(strict, nowMs()));
    });

    for (const [what, change] of [
      ['method', { method: 'PUT' }],
      ['path', { path: '/broker-api/v1/payments?limit=1' }],
      ['query', { path: '/broker-api/v1/users?limit=2' }],
      ['body', { body: Buffer.from('{"email":"b@b.example"}') }],
    ] as const) {
      test(`row 38: over another ${what} is refused, though no signature is demanded`, async () => {
        const issued = await makeKey(apiKeys);
        const presented = { ...signed(issued, nowMs()), request: { ...REQUEST, ...change } };
        await refusal(apiKeys.verify(presented), 'invalid_signature');
      });
    }

    test('row 38: of another secret, of another time, in part, or empty, is refused', async () => {
      const issued = await makeKey(apiKeys);
      const good = signed(issued, nowMs());
      const { signature = '', timestamp = '' } = good.signature ?? {};
      const foreign = signed({ text: issued.text, secret: 'another' }, nowMs());
      for (const presented of [
        foreign,
        withSignature(good, { timestamp: String(Number(timestamp) + 1) }),
        withSignature(good, { timestamp: '' }),
        withSignature(good, { signature: '' }),
        withSignature(good, { signature: signature.slice(1) }),
        withSignature(good, { signature: `${signature}0` }),
      ]) {
        await refusal(apiKeys.verify(presented), 'invalid_signature');
      }
      await apiKeys.verify(good);
    });

    test('row 38: up to 300 seconds from now is good, either way; more is stale', async () => {
      const issued = await makeKey(apiKeys);
      for (const apartMs of [-WINDOW_MS, WINDOW_MS]) await apiKeys.verify(signed(issued, nowMs() + apartMs));
      for (const apartMs of [-WINDOW_MS - 1000, WINDOW_MS + 1000]) {
        await refusal(apiKeys.verify(signed(issued, nowMs() + apartMs)), 'invalid_signature');
      }
    });

    test('row 38: a second time is refused, by every process, in capitals too', async () => {
      const issued = await makeKey(apiKeys);
      const presented = signed(issued, nowMs());
      const capitals = withSignature(presented, { signature: presented.signature?.signature.toUpperCase() ?? '' });
      await there.app.apiKeys.verify(capitals);
      for (const { app } of [here, there]) {
        for (const again of [presented, capitals]) await refusal(app.apiKeys.verify(again), 'invalid_signature');
      }
      await apiKeys.verify(signed(issued, nowMs(), { ...REQUEST, body: Buffer.from('{}') }));
    });

    test('row 38: signed ahead of time, a second time is refused to the end of its window', async () => {
      const issued = await makeKey(apiKeys);
      const presented = signed(issued, nowMs() + WINDOW_MS);
      await apiKeys.verify(presented);
      here.clock.advance(2 * WINDOW_MS);
      await refusal(there.app.apiKeys.verify(presented), 'invalid_signature');
    });

    test('row 38: of 20 parallel requests with one signature, by two processes, one is let in', async () => {
      for (const home of [{}, { home: CRM }]) {
        const presented = signed(await makeKey(apiKeys, home), nowMs());
        const answers = await Promise.allSettled(
          Array.from({ length: 20 }, (_, index) => (index % 2 ? here : there).app.apiKeys.verify(presented)),
        );
        assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
        for (const answer of answers) {
          if (answer.status === 'rejected') assert.ok(isBridgeError(answer.reason, 'invalid_signature'));
        }
      }
    });

    test('a wrong signature, a wrong secret and a wrong address consume nothing', async () => {
      const issued = await makeKey(apiKeys, { ipList: ['192.0.2.0/24'] });
      const good = signed(issued, nowMs());
      await refusal(apiKeys.verify({ ...good, address: '198.51.100.1' }), 'ip_not_whitelisted');
      const credentials = { kind: 'basic', key: issued.text, secret: 'wrong' } as const;
      await refusal(apiKeys.verify({ ...good, credentials }), 'invalid_api_key');
      await refusal(apiKeys.verify({ ...good, request: { ...REQUEST, body: Buffer.from('') } }), 'invalid_signature');
      await apiKeys.verify(good);
    });

    test('during a rotation each text goes with its own secret alone', async () => {
      const first = await makeKey(apiKeys);
      const second = await apiKeys.rotate(first.key.home, first.key.id, { overlapSeconds: 3600 });
      for (const issued of [first, second]) await apiKeys.verify(signed(issued, nowMs()));
      const crossed = signed({ text: first.text, secret: second.secret }, nowMs());
      await refusal(apiKeys.verify(crossed), 'invalid_signature');
      await refusal(apiKeys.verify(basic(second.text, first.secret ?? '')), 'invalid_api_key');
    });

    test('row 46: whatever stands in the headers is refused, and nothing else happens', async () => {
      const { text } = await makeKey(apiKeys);
      const seconds = fc.integer({ min: -400, max: 400 }).map((apart) => String(Math.floor(nowMs() / 1000) + apart));
      const any = fc.string({ unit: 'binary', maxLength: 100 });
      const hexadecimal = fc.stringMatching(/^[0-9a-fA-F]{64}$/);
      const header = fc.record({ timestamp: fc.oneof(any, seconds), signature: fc.oneof(any, hexadecimal) });
      await fc.assert(
        fc.asyncProperty(header, (signature) =>
          refusal(apiKeys.verify(bearer(text, { signature })), 'invalid_signature'),
        ),
        { numRuns: 100 },
      );
    });
  });
}
