import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { callsMade } from '../../support/platform-traces.ts';
import { seedWith } from '../../support/seed-with.ts';
import { send } from '../../support/trader-browser.ts';
import { assertRefused } from './support/assert-refused.ts';
import { type BrokerSystem, useBrokerApiStage } from './support/broker-api-stage.ts';
import { seededTrader } from './support/seeded-trader.ts';

const DAY_MS = 86_400_000;
const SHA256 = 'ab'.repeat(32);

let ids = 0;
const newId = () => `terms-${++ids}`;

const documentOf = (id: string, version: string, changes: object = {}) => ({
  ...{ id, version, title: { en: 'Terms', de: 'Bedingungen' }, url: 'https://broker.example/terms' },
  ...changes,
});

interface Outstanding {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly textSha256: string;
}

for (const { name, skip, open } of ENGINES) {
  describe(`agreements through the broker API on ${name}`, { skip }, () => {
    const stage = useBrokerApiStage(async () => ({
      ...(await open()),
      seed: seedWith('tradingtech_main', { agreements: [] }),
    }));

    const publish = (body: object, system: BrokerSystem = stage().system) =>
      system.call('POST', '/agreements', { body });

    /** @returns The seeded trader's id. */
    const traderOf = async (system: BrokerSystem = stage().system) => (await seededTrader(stage(), system)).id;

    async function outstandingOf(id: string, query = ''): Promise<Outstanding | undefined> {
      const answer = await stage().system.call('GET', `/users/${await traderOf()}/agreements${query}`);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return (answer.body.outstanding as Outstanding[]).find((one) => one.id === id);
    }

    async function sign(changes: object = {}, userId?: string) {
      const body = { language: 'en', address: '203.0.113.7', userAgent: 'App/1', ...changes };
      return stage().system.call('POST', `/users/${userId ?? (await traderOf())}/agreements`, { body });
    }

    test('a version is published, listed with its state, and demanded from its date on', async () => {
      const { bridge, system } = stage();
      const id = newId();
      const first = await publish(documentOf(id, '1', { documentSha256: SHA256 }));
      assert.equal(first.status, 201, JSON.stringify(first.body));
      const now = new Date(bridge.clock.nowMs()).toISOString();
      const one = {
        ...{ version: '1', state: 'in_force', effectiveAt: now, withdraws: false },
        title: { en: 'Terms', de: 'Bedingungen' },
        url: { en: 'https://broker.example/terms', de: 'https://broker.example/terms' },
        documentSha256: { en: SHA256, de: SHA256 },
      };
      assert.deepEqual(first.body, { id, versionInForce: '1', versions: [one] });
      const effectiveAt = new Date(bridge.clock.nowMs() + DAY_MS).toISOString();
      const second = await publish({ id, version: '2', effectiveAt, withdraws: true });
      const two = { version: '2', state: 'future', effectiveAt, withdraws: true };
      const whole = {
        id,
        versionInForce: '1',
        versions: [one, { ...two, title: {}, url: {}, documentSha256: {} }],
      };
      assert.deepEqual(second.body, whole);
      assert.deepEqual((await system.call('GET', `/agreements/${id}`)).body, whole);
      const listed = await system.call('GET', '/agreements');
      assert.deepEqual(
        (listed.body.items as { id: string }[]).find((agreement) => agreement.id === id),
        whole,
      );
      assert.equal((await outstandingOf(id))?.version, '1');
      bridge.clock.advance(DAY_MS);
      assert.equal(await outstandingOf(id), undefined);
      assert.equal((await system.call('GET', `/agreements/${id}`)).body.versionInForce, null);
    });

    test('the same once more is answered as before, another content is refused', async () => {
      const id = newId();
      const first = await publish(documentOf(id, '1'));
      assert.deepEqual((await publish(documentOf(id, '1'))).body, first.body);
      assertRefused(await publish(documentOf(id, '1', { url: 'https://x.example/' })), 409, 'agreement_exists');
    });

    test('what is wrong with a version is named', async () => {
      const cases: [object, string, string][] = [
        [documentOf('a b', '1'), 'agreement_invalid', 'id'],
        [documentOf(newId(), ''), 'parameter_invalid', 'version'],
        [documentOf(newId(), '1 2'), 'agreement_invalid', 'version'],
        [documentOf(newId(), '1', { title: { de: 'Bedingungen' } }), 'agreement_invalid', 'title'],
        [documentOf(newId(), '1', { title: { english: 'Terms' } }), 'parameter_unknown', 'title.english'],
        [documentOf(newId(), '1', { url: 'javascript:alert(1)' }), 'agreement_invalid', 'url'],
        [documentOf(newId(), '1', { url: { en: 'https://x.example/' } }), 'agreement_invalid', 'url'],
        [documentOf(newId(), '1', { effectiveAt: '2030-01-01' }), 'parameter_invalid', 'effectiveAt'],
        [documentOf(newId(), '1', { effectiveAt: '2030-01-01T00:00:00' }), 'parameter_invalid', 'effectiveAt'],
        [documentOf(newId(), '1', { effectiveAt: '1960-01-01T00:00:00Z' }), 'agreement_invalid', 'effectiveAt'],
        [documentOf(newId(), '1', { effectiveAt: '+010000-01-01T00:00:00Z' }), 'agreement_invalid', 'effectiveAt'],
        [documentOf(newId(), '1', { colour: 'red' }), 'parameter_unknown', 'colour'],
      ];
      for (const [body, code, field] of cases) assertRefused(await publish(body), 400, code, field);
      for (const body of [
        { ...documentOf(newId(), '1'), withdraws: true },
        { id: newId(), version: '1' },
        documentOf(newId(), '1', { documentSha256: 'x' }),
      ]) {
        assertRefused(await publish(body), 400, 'parameter_invalid');
      }
    });

    test('a signature through the API records the trader’s address and browser, the key, and is told to the platform', async () => {
      const { bridge, system } = stage();
      const id = newId();
      await publish(documentOf(id, '1'));
      const shown = await outstandingOf(id, '?language=de');
      assert.equal(shown?.title, 'Bedingungen');
      await bridge.simulator.clearCalls();
      const { textSha256 } = shown ?? {};
      const signed = await sign({ agreementId: id, version: '1', textSha256, language: 'de' });
      assert.equal(signed.status, 201, JSON.stringify(signed.body));
      const now = new Date(bridge.clock.nowMs()).toISOString();
      const expected = {
        ...{ id: `${id}:1`, agreementId: id, version: '1', language: 'de', textSha256, signedAt: now },
        ...{ address: '203.0.113.7', userAgent: 'App/1', apiKeyId: system.held.key.id },
      };
      assert.deepEqual(signed.body, { ...expected, reportedAt: now });
      assert.deepEqual(await callsMade(bridge.simulator), ['3.13']);
      assert.equal(await outstandingOf(id), undefined);
      const listed = await system.call('GET', `/users/${await traderOf()}/agreements`);
      assert.deepEqual(
        (listed.body.signed as { agreementId: string }[]).filter(({ agreementId }) => agreementId === id),
        [{ ...expected, reportedAt: now }],
      );
      bridge.clock.advance(1000);
      const again = await sign({ agreementId: id, version: '1', textSha256, address: '2001:db8::1' });
      assert.deepEqual(again.body, { ...expected, reportedAt: now }, 'the first time counts');
    });

    test('nobody signs a text that has changed, a version that is over, or one that never was', async () => {
      const { bridge } = stage();
      const id = newId();
      await publish(documentOf(id, '1', { effectiveAt: new Date(bridge.clock.nowMs() - 1000).toISOString() }));
      const { textSha256 } = (await outstandingOf(id)) ?? {};
      const version = '1';
      assertRefused(
        await sign({ agreementId: id, version, textSha256, language: 'de' }),
        409,
        'agreement_changed',
        'textSha256',
      );
      assertRefused(await sign({ agreementId: id, version: '9', textSha256 }), 404, 'agreement_unknown');
      assertRefused(await sign({ agreementId: 'x', version, textSha256 }), 404, 'agreement_unknown');
      await publish(documentOf(id, '2'));
      assertRefused(await sign({ agreementId: id, version, textSha256 }), 409, 'agreement_changed', 'version');
      const good = { agreementId: id, version: '2', textSha256: SHA256 };
      for (const [field, value] of [
        ['address', 'nowhere'],
        ['address', '10.0.0.0/8'],
        ['language', 'english'],
        ['textSha256', 'AB'.repeat(32)],
        ['userAgent', undefined],
      ] as const) {
        assertRefused(await sign({ ...good, [field]: value }), 400, 'parameter_invalid', field);
      }
      assert.equal((await outstandingOf(id))?.version, '2');
    });

    test('an in-app link of a trader with something to sign leads over our page to the white label’s own', async () => {
      const { bridge, system } = stage();
      const userId = await traderOf();
      const { actions } = bridge.app.brokers.get(system.brokerName);
      const template = 'https://pay.example/?t={otToken}';
      const kyc = { kind: 'external', template } as const;
      await bridge.app.brokers.update(system.brokerName, { actions: { ...actions, kyc } });
      const id = newId();
      await publish(documentOf(id, '1'));
      const link = async () =>
        String((await system.call('POST', '/in-app-links', { body: { userId, action: 'kyc' } })).body.url);
      const stopped = new URL(await link());
      assert.equal(stopped.pathname, `/b/${system.brokerName}/inapp/kyc`);
      const answer = await send(`${bridge.url}${stopped.pathname}${stopped.search}`);
      assert.match(String(answer.headers.location), /inapp\/agreements\?/);
      await bridge.app.agreements.import(bridge.app.brokers.get(system.brokerName), {
        id: userId,
        preferredLanguage: 'en',
      });
      assert.match(await link(), /^https:\/\/pay\.example\/\?t=ot_/);
      await bridge.app.brokers.update(system.brokerName, { actions });
    });

    test('row 28: agreements and traders of another white label are not there', async () => {
      const { sibling, system } = stage();
      const id = newId();
      await publish(documentOf(id, '1'));
      assertRefused(await sibling.call('GET', `/agreements/${id}`), 404, 'agreement_unknown');
      assert.deepEqual((await sibling.call('GET', '/agreements')).body.items, []);
      const theirs = await traderOf(sibling);
      assertRefused(await system.call('GET', `/users/${theirs}/agreements`), 404, 'user_unknown');
      const { textSha256 } = (await outstandingOf(id)) ?? {};
      assertRefused(await sign({ agreementId: id, version: '1', textSha256 }, theirs), 404, 'user_unknown');
      assert.notEqual(await outstandingOf(id), undefined);
    });

    test('every look at signatures and every signature stands in the privacy log', async () => {
      const { bridge, system } = stage();
      const userId = await traderOf();
      const id = newId();
      await publish(documentOf(id, '1'));
      const { textSha256 } = (await outstandingOf(id)) ?? {};
      await sign({ agreementId: id, version: '1', textSha256 });
      const broker = bridge.app.brokers.get(system.brokerName);
      const entries = await bridge.app.privacyLog.list(broker, { personId: userId, limit: 2 });
      assert.deepEqual(
        entries.map(({ operation, resource }) => [operation, resource]),
        [
          ['signAgreement', 'agreements'],
          ['getUserAgreements', 'agreements'],
        ],
      );
    });
  });
}
