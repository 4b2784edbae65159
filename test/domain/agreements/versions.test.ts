import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { AgreementSetting } from '../../../src/domain/brokers/broker.ts';
import { ENGINES } from '../../support/engines.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { seedWith } from '../../support/seed-with.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const BROKER = 'tradingtech_main';
const OTHER = 'tradingtech_wl_europe';
const DAY_MS = 86_400_000;
const SHA256 = 'ab'.repeat(32);

let ids = 0;
const newId = () => `terms-${++ids}`;

const document = (id: string, version: string, changes: object = {}): AgreementSetting => ({
  ...{ id, version, title: { en: 'Terms', de: 'Bedingungen' }, url: 'https://broker.example/terms' },
  ...changes,
});

for (const { name, skip, open } of ENGINES) {
  describe(`versions of agreements on ${name}`, { skip }, () => {
    const folder = makeTempFolder();
    const clock = createFakeClock();
    let bridges: readonly [TestBridge, TestBridge];
    let bridge: TestBridge;
    before(async () => {
      const stores = await open();
      const seed = seedWith(BROKER, { agreements: [] });
      const options = { ...stores, clock, seed, environment: { DATA_DIR: folder.path } };
      bridges = [await startTestBridge(options), await startTestBridge(options)];
      [bridge] = bridges;
    });
    after(async () => {
      await Promise.all(bridges.map((one) => one.close()));
      folder.remove();
    });

    const broker = (at = bridge, brokerName = BROKER) => at.app.brokers.get(brokerName);
    const publish = (version: AgreementSetting, at = bridge) => at.app.agreements.publish(broker(at), version);
    const statesOf = (id: string) =>
      bridge.app.agreements
        .list(broker())
        .filter(({ agreement }) => agreement.id === id)
        .map(({ agreement, state }) => `${agreement.version} ${state}`);

    async function outstandingOf(id: string, userId = 'nobody', language = 'en') {
      const all = await bridge.app.agreements.listOutstanding(broker(), { id: userId }, language);
      return all.filter((one) => one.id === id);
    }

    const evidence = { language: 'en', address: '203.0.113.7', userAgent: 'App/1', apiKeyId: 'key-1' };

    test('a version is demanded from its date on and not before, and the one before until then', async () => {
      const id = newId();
      assert.equal((await publish(document(id, '1'))).state, 'in_force');
      const dayAfter = clock.nowMs() + DAY_MS;
      assert.equal((await publish(document(id, '2', { effectiveAtMs: dayAfter }))).state, 'future');
      assert.deepEqual(statesOf(id), ['1 in_force', '2 future']);
      const [first] = await outstandingOf(id);
      assert.equal(first?.version, '1');
      clock.set(dayAfter - 1);
      assert.equal((await outstandingOf(id))[0]?.version, '1');
      clock.set(dayAfter);
      assert.equal((await outstandingOf(id))[0]?.version, '2');
      assert.deepEqual(statesOf(id), ['1 superseded', '2 in_force']);
    });

    test('what decides is the date, not the order in which versions were published', async () => {
      const id = newId();
      const now = clock.nowMs();
      await publish(document(id, 'late', { effectiveAtMs: now - 1 }));
      await publish(document(id, 'early', { effectiveAtMs: now - 2 }));
      assert.deepEqual(statesOf(id), ['late in_force', 'early superseded']);
      await publish(document(id, 'same', { effectiveAtMs: now - 1 }));
      assert.deepEqual(statesOf(id), ['late superseded', 'early superseded', 'same in_force']);
    });

    test('a withdrawal ends an agreement on its date, and a later version brings it back', async () => {
      const id = newId();
      await publish(document(id, '1'));
      const dayAfter = clock.nowMs() + DAY_MS;
      await publish({ id, version: 'end', withdraws: true, effectiveAtMs: dayAfter });
      await publish(document(id, '2', { effectiveAtMs: dayAfter + DAY_MS }));
      assert.equal((await outstandingOf(id)).length, 1);
      clock.set(dayAfter);
      assert.deepEqual(await outstandingOf(id), []);
      assert.deepEqual(statesOf(id), ['1 superseded', 'end in_force', '2 future']);
      clock.advance(DAY_MS);
      assert.equal((await outstandingOf(id))[0]?.version, '2');
    });

    test('published once more the same changes nothing, with another content it is refused', async () => {
      const id = newId();
      const dated = document(id, '1', { effectiveAtMs: clock.nowMs() + DAY_MS });
      await publish(dated);
      const { revision } = broker();
      assert.equal((await publish(dated)).state, 'future');
      assert.equal((await publish(document(id, '1'))).state, 'future', 'no date says nothing of when it was');
      const others = [
        { effectiveAtMs: 5 },
        { title: { en: 'Other' } },
        { documentSha256: SHA256 },
        { url: 'https://x.example' },
      ];
      for (const changes of others) {
        await assert.rejects(publish({ ...dated, ...changes } as AgreementSetting), { code: 'agreement_exists' });
      }
      await assert.rejects(publish({ id, version: '1', withdraws: true }), { code: 'agreement_exists' });
      assert.equal(broker().revision, revision);
    });

    test('what is wrong with a version is named', async () => {
      const wrong: [string, AgreementSetting][] = [
        ['id', document('a b', '1')],
        ['version', document(newId(), '')],
        ['title', document(newId(), '1', { title: { de: 'Bedingungen' } })],
        ['url', document(newId(), '1', { url: 'javascript:1' })],
        ['url', document(newId(), '1', { url: { en: 'https://broker.example/en' } })],
        ['documentSha256', document(newId(), '1', { documentSha256: 'x' })],
        ...[-1, 0.5, Number.NaN, 1e18, 3e14].map((effectiveAtMs): [string, AgreementSetting] => [
          'effectiveAtMs',
          document(newId(), '1', { effectiveAtMs }),
        ]),
      ];
      for (const [field, version] of wrong) {
        await assert.rejects(publish(version), { code: 'agreement_invalid', field }, JSON.stringify(version));
      }
    });

    test('what was published cannot be made to say something else through the settings either', async () => {
      const id = newId();
      await publish(document(id, '1'));
      const { agreements } = broker();
      const forged = agreements.map((one) => (one.id === id ? { ...one, url: 'https://elsewhere.example/' } : one));
      await assert.rejects(bridge.app.brokers.update(BROKER, { agreements: forged }), { code: 'broker_invalid' });
      assert.deepEqual(broker().agreements, agreements);
    });

    test('of two who publish the same at once, in two processes, one is told that it did', async () => {
      const same = document(newId(), '1');
      const told = await Promise.all(bridges.map((one) => publish(same, one)));
      assert.deepEqual(told.map(({ isNew }) => isNew).sort(), [false, true]);
      assert.equal((await publish(same)).isNew, false);
    });

    test('row 4: of versions that two processes publish at once none is lost, and of one version only one content is kept', async () => {
      const id = newId();
      const versions = ['a', 'b', 'c', 'd'].map((version) => document(id, version, { effectiveAtMs: 1 }));
      await Promise.all(versions.map((version, index) => publish(version, bridges[index % 2 === 0 ? 0 : 1])));
      const [one, other] = await Promise.allSettled([
        publish(document(id, 'same', { url: 'https://broker.example/1' }), bridges[0]),
        publish(document(id, 'same', { url: 'https://broker.example/2' }), bridges[1]),
      ]);
      assert.deepEqual([one.status, other.status].sort(), ['fulfilled', 'rejected']);
      const failed = one.status === 'rejected' ? one : other;
      assert.equal(failed.status === 'rejected' && failed.reason.code, 'agreement_exists');
      for (const { app } of bridges) {
        await app.brokers.refresh();
        const kept = app.brokers.get(BROKER).agreements.filter((agreement) => agreement.id === id);
        assert.deepEqual(kept.map(({ version }) => version).sort(), ['a', 'b', 'c', 'd', 'same']);
      }
    });

    test('a version that another process published stops a user who has signed everything before', async () => {
      const [id, userId] = [newId(), `user-${ids}`];
      await publish(document(id, '1'));
      await bridge.app.agreements.import(broker(), { id: userId, preferredLanguage: 'en' });
      assert.equal(await bridge.app.agreements.hasOutstanding(broker(), userId), false);
      assert.equal(await bridge.app.agreements.hasOutstanding(broker(), userId), false);
      await publish(document(id, '2'), bridges[1]);
      await bridge.app.brokers.refresh();
      assert.equal(await bridge.app.agreements.hasOutstanding(broker(), userId), true);
      assert.deepEqual(
        (await outstandingOf(id, userId)).map(({ version }) => version),
        ['2'],
      );
    });

    test('each language has its title, address and hash of the document, and a signature stands under all of them', async () => {
      const id = newId();
      const url = { en: 'https://broker.example/en', de: 'https://broker.example/de' };
      const documentSha256 = { en: SHA256, de: 'cd'.repeat(32) };
      await publish(document(id, '1', { url, documentSha256 }));
      const [german] = await outstandingOf(id, 'nobody', 'de');
      const text = JSON.stringify(['Bedingungen', url.de, '1', documentSha256.de]);
      assert.deepEqual(german, {
        ...{ id, version: '1', title: 'Bedingungen', url: url.de, documentSha256: documentSha256.de },
        textSha256: createHash('sha256').update(text).digest('hex'),
      });
      const [french] = await outstandingOf(id, 'nobody', 'fr');
      assert.deepEqual([french?.title, french?.url, french?.documentSha256], ['Terms', url.en, SHA256]);
    });

    test('a system of the broker’s signs for a trader what is in force or still to come, and nothing else', async () => {
      const [id, userId] = [newId(), `user-${ids}`];
      await publish(document(id, '1', { effectiveAtMs: clock.nowMs() - 2 }));
      await publish(document(id, '2', { effectiveAtMs: clock.nowMs() - 1 }));
      await publish(document(id, '3', { effectiveAtMs: clock.nowMs() + DAY_MS }));
      await publish({ id, version: 'end', withdraws: true, effectiveAtMs: clock.nowMs() + 2 * DAY_MS });
      const hashOf = (version: string) =>
        createHash('sha256')
          .update(JSON.stringify(['Terms', 'https://broker.example/terms', version]))
          .digest('hex');
      const sign = (version: string, textSha256 = hashOf(version), agreementId = id) =>
        bridge.app.agreements.signForUser(broker(), { ...evidence, userId, agreementId, version, textSha256 });
      await assert.rejects(sign('1'), { code: 'agreement_changed', field: 'version' });
      await assert.rejects(sign('2', hashOf('1')), { code: 'agreement_changed', field: 'textSha256' });
      for (const version of ['4', 'end']) await assert.rejects(sign(version), { code: 'agreement_unknown' });
      await assert.rejects(sign('2', hashOf('2'), 'nothing'), { code: 'agreement_unknown' });
      assert.deepEqual(await bridge.app.agreements.listSigned(broker(), { id: userId }), []);

      const signed = await sign('2');
      assert.deepEqual(signed, {
        ...{ brokerName: BROKER, userId, agreementId: id, version: '2', textSha256: hashOf('2'), ...evidence },
        ...{ signedAtMs: clock.nowMs(), reportedAtMs: null },
      });
      assert.deepEqual(await outstandingOf(id, userId), []);
      clock.advance(1000);
      const again = await Promise.all([sign('2'), sign('2', 'no hash at all')]);
      assert.deepEqual(again, [signed, signed], 'the first time counts');
      await sign('3');
      assert.deepEqual(
        (await bridge.app.agreements.listSigned(broker(), { id: userId })).map(({ version }) => version),
        ['2', '3'],
      );
      const [last, first] = (await bridge.app.events.list(broker(), { objectId: userId, limit: 9 })).map(
        ({ type, data }) => ({
          ...{ type, ...data },
        }),
      );
      assert.deepEqual(first, { type: 'agreement.signed', userId, agreementId: id, version: '2', apiKeyId: 'key-1' });
      assert.deepEqual({ ...first, ...last }, { ...first, version: '3' });
    });

    test('row 28: a signature and a version of another white label count for nothing', async () => {
      const [id, userId] = [newId(), `user-${ids}`];
      const { agreements } = bridge.app;
      await publish(document(id, '1'));
      await agreements.publish(broker(bridge, OTHER), document(id, '1'));
      await agreements.import(broker(bridge, OTHER), { id: userId, preferredLanguage: 'en' });
      assert.equal((await outstandingOf(id, userId)).length, 1);
      assert.deepEqual(await agreements.listSigned(broker(), { id: userId }), []);
      await agreements.publish(broker(bridge, OTHER), document(`${id}-own`, '1'));
      assert.deepEqual(statesOf(`${id}-own`), []);
      await bridge.app.brokers.update(OTHER, { agreements: [] });
    });

    test('a publication is told of once, with its date', async () => {
      const id = newId();
      const version = document(id, '1', { effectiveAtMs: 1_900_000_000_000 });
      await publish(version);
      await publish(version);
      const told = (await bridge.app.events.list(broker(), { objectId: id, limit: 9 })).map(({ type, data }) => ({
        ...{ type, ...data },
      }));
      assert.deepEqual(told, [
        {
          ...{ type: 'agreement.published', agreementId: id, version: '1', withdraws: false },
          effectiveAt: '2030-03-17T17:46:40.000Z',
        },
      ]);
    });
  });
}
