import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { KEPT_SECRET } from '../../src/config/kept-secret.ts';
import { loadSeedFile } from '../../src/config/load-seed-file.ts';
import { managerPasswordContext } from '../../src/lib/seal-contexts.ts';
import { ENGINES } from '../support/engines.ts';
import { type SeedJson, writeSeedFile } from '../support/seed-file.ts';
import { startTestBridge, type TestBridge } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const MAIN = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const WITH_CASHIER = 'financialhouse_main';
const ANN = { kind: 'staff', id: 'sm_ann', email: 'ann@broker.example' } as const;

/** Whatever a program that reads the file would hand on. */
const asJson = (value: unknown): SeedJson => JSON.parse(JSON.stringify(value));

for (const engine of ENGINES) {
  describe(`white labels as a document, on ${engine.name}`, { skip: engine.skip }, () => {
    let here: TestBridge;
    let elsewhere: TestBridge;
    before(async () => {
      here = await startTestBridge(await engine.open());
      elsewhere = await startTestBridge({
        ...(await engine.open()),
        seed: (file) => ({ ...file, crms: [], brokers: [] }),
      });
    });
    after(async () => {
      await here.close();
      await elsewhere.close();
    });

    const exported = async (...names: string[]) => asJson(await here.app.transfer.exportWhiteLabels(names));

    test('row 40: what is exported holds no secret, and names what stands in its place', async () => {
      await here.app.oidcClients.register(here.app.brokers.get(MAIN), {
        ...{ id: 'terminal', name: 'Terminal', redirectUris: ['https://app.example/cb'] },
        secret: 'canary-client-secret',
      });
      const document = await exported();
      assert.doesNotMatch(JSON.stringify(document), /canary|sealed|argon2|sandbox-(password|manager|cashier)|"hash"/i);
      assert.deepEqual(
        document.brokers.map(({ brokerName }: SeedJson) => brokerName),
        here.app.brokers.list().map(({ brokerName }) => brokerName),
      );
      const cashier = document.brokers.find((one: SeedJson) => one.brokerName === WITH_CASHIER).payments.cashier;
      assert.equal(cashier.secret, KEPT_SECRET);
      const [only] = (await exported(MAIN)).brokers;
      assert.ok(only.clients.some(({ id }: SeedJson) => id === 'terminal'));
      assert.deepEqual((await exported(MAIN)).crms, [
        { brokerCrmName: 'tradingtech_crm', displayName: 'TradingTech CRM' },
      ]);
      await assert.rejects(here.app.transfer.exportWhiteLabels(['nobody']), { code: 'broker_unknown' });
    });

    test('imported where it came from, it changes nothing', async () => {
      const document = await exported();
      const plan = await here.app.transfer.planImport(document);
      const names = document.brokers.map(({ brokerName }: SeedJson) => brokerName);
      assert.deepEqual(plan, { crms: [], create: [], update: [], unchanged: names, faults: [] });
      const known = here.app.brokers.list().map(({ revision }) => revision);
      await here.app.transfer.applyImport(document, ANN);
      assert.deepEqual(
        here.app.brokers.list().map(({ revision }) => revision),
        known,
      );
    });

    test('imported elsewhere it makes the same, with secrets of its own, and then exports the same', async () => {
      const { transfer, brokers, keyRing, oidcClients, brokerHistory } = elsewhere.app;
      const document = await exported();
      const planned = await transfer.planImport(document);
      assert.deepEqual([brokers.list().length, planned.create.length], [0, document.brokers.length]);
      const { secrets, create } = await transfer.applyImport(document, ANN);
      assert.deepEqual(asJson(await transfer.exportWhiteLabels([])), document);
      const secretOf = (brokerName: string, field: string) =>
        secrets.find((one) => one.brokerName === brokerName && one.field === field)?.secret ?? '';
      assert.ok(await brokers.passwordCheck.verify(brokers.get(MAIN), secretOf(MAIN, 'platformPassword')));
      const { sealedManagerPassword } = brokers.get(MAIN).platform;
      const managerPassword = keyRing.open(sealedManagerPassword, managerPasswordContext(MAIN));
      assert.equal(secretOf(MAIN, 'platform.managerPassword'), managerPassword);
      assert.ok(secretOf(WITH_CASHIER, 'payments.cashier.secret').length >= 32);
      const client = await oidcClients.get(brokers.get(MAIN), 'terminal');
      assert.ok(oidcClients.isSecretOf(client, secretOf(MAIN, 'clients.terminal.secret')));
      assert.deepEqual(create.find(({ brokerName }) => brokerName === MAIN)?.madeSecrets, [
        'platformPassword',
        'platform.managerPassword',
      ]);
      assert.deepEqual((await brokerHistory.list(SISTER, { limit: 5 })).at(-1)?.actor, ANN);
      const again = await transfer.applyImport(document, ANN);
      assert.deepEqual([again.create, again.update, again.secrets], [[], [], []]);
    });

    test('whatever is changed here, elsewhere is the same after an import', async () => {
      const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
      const action = fc.constantFrom(
        { kind: 'built-in' } as const,
        { kind: 'off' } as const,
        { kind: 'external', template: 'https://kyc.example/{otToken}?l={lang}' } as const,
      );
      const change = fc.record(
        {
          displayName: fc
            .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
            .filter((text) => /\p{L}/u.test(text)),
          enabled: fc.boolean(),
          hosts: fc.constantFrom([], ['b.example', 'a.example'], ['a.example']),
          accents: fc.tuple(fc.option(colour), fc.option(colour)),
          kyc: action,
          riskWarning: fc.constantFrom({}, { en: 'Risk.' }, { en: 'Risk.', ja: '危険' }),
        },
        { requiredKeys: [] },
      );
      const { brokers } = here.app;
      await fc.assert(
        fc.asyncProperty(change, async ({ accents, kyc, riskWarning, ...settings }) => {
          const { branding, actions } = brokers.get(SISTER);
          const [accentLight, accentDark] = accents ?? [branding.accentLight, branding.accentDark];
          const next = {
            ...settings,
            branding: { ...branding, accentLight, accentDark, ...(riskWarning ? { riskWarning } : {}) },
            ...(kyc ? { actions: { ...actions, kyc } } : {}),
          };
          fc.pre((await brokers.check(SISTER, next)).length === 0);
          await brokers.update(SISTER, next);
          const document = await exported(SISTER);
          await elsewhere.app.transfer.applyImport(document, ANN);
          assert.deepEqual(asJson(await elsewhere.app.transfer.exportWhiteLabels([SISTER])), document);
        }),
        { numRuns: 6 },
      );
    });

    test('the difference is told field by field, without secrets, and applied with what is kept', async () => {
      const document = await exported(WITH_CASHIER);
      const [broker] = document.brokers;
      broker.displayName = 'From a document';
      broker.payments.minDepositMinor = 555;
      broker.platform.managerPassword = 'canary-manager-password';
      broker.clients = [...broker.clients, { id: 'added', name: 'Added', redirectUris: ['https://app.example/cb'] }];
      const before = here.app.brokers.get(WITH_CASHIER);
      const { update, faults } = await here.app.transfer.planImport(document);
      assert.deepEqual([faults, update.length], [[], 1]);
      assert.deepEqual(
        update[0]?.changes.map(({ field }) => field),
        ['displayName', 'payments.minDepositMinor', 'platform.managerPassword', 'clients.added'],
      );
      assert.doesNotMatch(JSON.stringify(update), /canary/);
      const { secrets } = await here.app.transfer.applyImport(document, ANN);
      assert.deepEqual(
        secrets.map(({ field }) => field),
        ['clients.added.secret'],
      );
      const after = here.app.brokers.get(WITH_CASHIER);
      assert.deepEqual(after.payments, { ...before.payments, minDepositMinor: 555 });
      assert.deepEqual((await here.app.transfer.planImport(document)).unchanged, [WITH_CASHIER]);
    });

    test('a client that is named is changed, and one that is not stays', async () => {
      const document = await exported(MAIN);
      const [broker] = document.brokers;
      broker.clients = [{ id: 'terminal', name: 'Renamed', secret: 'canary-client-secret' }];
      const { update } = await here.app.transfer.applyImport(document, ANN);
      assert.deepEqual(update[0]?.changes, [{ field: 'clients.terminal.name', before: 'Terminal', after: 'Renamed' }]);
      broker.clients[0].secret = 'another-client-secret';
      broker.clients[0].redirectUris = ['https://user:secret@app.example/'];
      const { faults } = await here.app.transfer.planImport(document);
      assert.deepEqual(faults.map(({ field }) => field).sort(), [
        'clients.terminal.redirectUris',
        'clients.terminal.secret',
      ]);
    });

    test('everything that is wrong is said before anything is written', async () => {
      const document = await exported(MAIN, SISTER);
      const [main, sister] = document.brokers;
      Object.assign(main, { displayName: 'Never saved', whiteLabelOf: 'somebody' });
      main.platformPassword = 'quite-another-password';
      sister.screens.successUrl = 'https://app.example/#fragment';
      const added = { ...asJson(sister), brokerName: 'added', brokerCrmName: 'nowhere', hosts: ['x.example'] };
      document.brokers.push({ ...added, traders: [], apiKeys: [] }, { ...added, brokerName: 'second' });
      document.crms[0].displayName = 'Renamed';
      const { faults } = await here.app.transfer.planImport(document);
      assert.deepEqual(faults.map(({ brokerName, field }) => `${brokerName} ${field}`).sort(), [
        'added brokerCrmName',
        'added screens.successUrl',
        'null crms.tradingtech_crm.displayName',
        'second brokerCrmName',
        'second hosts',
        'second screens.successUrl',
        `${MAIN} platformPassword`,
        `${MAIN} whiteLabelOf`,
        `${SISTER} screens.successUrl`,
      ]);
      const error = { code: 'import_refused', reason: 'cannot be changed, and 8 more' };
      await assert.rejects(here.app.transfer.applyImport(document, ANN), error);
      assert.notEqual(here.app.brokers.get(MAIN).displayName, 'Never saved');
      assert.equal(here.app.brokers.find('added'), undefined);
    });

    test('what is no document, or holds what is no configuration, is refused', async () => {
      for (const document of [null, 'text', [], {}, { crms: [], brokers: {} }]) {
        const { faults } = await here.app.transfer.planImport(document);
        assert.ok(faults.length > 0, JSON.stringify(document));
        assert.equal(faults[0]?.brokerName, null);
      }
      const document = await exported(MAIN);
      document.brokers[0].traders = [
        { email: 'a@example.com', password: 'a-password', platformUserId: 1, accounts: [] },
      ];
      document.brokers[0].branding.accentLight = 'blue';
      const schema = await here.app.transfer.planImport(document);
      assert.deepEqual(
        schema.faults.map(({ brokerName, field }) => [brokerName, field]),
        [[MAIN, 'branding.accentLight']],
      );
      document.brokers[0].branding.accentLight = null;
      const { faults } = await here.app.transfer.planImport(document);
      assert.deepEqual(
        faults.map(({ field }) => field),
        ['traders'],
      );
    });

    test('the white labels and CRMs that a document speaks of are told, also of one that is no good', () => {
      const names = here.app.transfer.namesIn({ crms: [{ brokerCrmName: 'c' }, 1], brokers: [{ brokerName: 'b' }] });
      assert.deepEqual(names, { crms: ['c', ''], brokers: [{ brokerName: 'b', brokerCrmName: '' }] });
      assert.deepEqual(here.app.transfer.namesIn(null), { crms: [], brokers: [] });
    });
  });
}

test('row 40: the placeholder of an export is never taken for a secret by what reads seed files', async (t) => {
  const folder = makeTempFolder();
  t.after(() => folder.remove());
  const path = writeSeedFile(folder.path, (seed) => {
    seed.brokers[0].platformPassword = KEPT_SECRET;
    seed.brokers[0].platform.managerPassword = KEPT_SECRET;
  });
  const settings = { mode: 'sandbox', simulatorUrl: 'http://127.0.0.1:9' } as const;
  await assert.rejects(loadSeedFile(path, settings), /platformPassword is the placeholder of an export/);
});
