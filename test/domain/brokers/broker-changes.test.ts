import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrokerChange } from '../../../src/domain/brokers/update-broker.ts';
import { SAMPLE_PAYMENTS } from '../../contracts/sample-records.ts';
import { ENGINES } from '../../support/engines.ts';
import { platformCaller, post } from '../../support/platform-caller.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const MAIN = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const STRANGER = 'financialhouse_main';
const nobody = { brokerName: undefined, brokerCrmName: undefined };
/** Half a second, with room for a busy machine. */
const SEEN_WITHIN_MS = 10_000;

for (const engine of ENGINES) {
  describe(`changes of brokers on ${engine.name}`, { skip: engine.skip }, () => {
    const folder = makeTempFolder();
    let here: TestBridge;
    let there: TestBridge;
    before(async () => {
      const options = { ...(await engine.open()), environment: { DATA_DIR: folder.path } };
      here = await startTestBridge(options);
      there = await startTestBridge({ ...options, clock: here.clock });
    });
    after(async () => {
      await here.close();
      await there.close();
      folder.remove();
    });

    /** A change is made at `here`; the other process sees it by itself, in real time. */
    async function seenThere(isSeen: () => boolean | Promise<boolean>): Promise<void> {
      const deadline = performance.now() + SEEN_WITHIN_MS;
      while (performance.now() < deadline) {
        if (await isSeen()) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      assert.fail('the other process did not see it');
    }

    const brokerThere = (name: string) => there.app.brokers.get(name);
    const statusThere = async (path: string, body: object) => (await post(`${there.url}${path}`, { body })).status;

    test('row 10: a broker that is disabled, and enabled again, in one process is so in another within a second', async () => {
      const password = `sandbox-password-${MAIN}`;
      const path = `/b/${MAIN}/oauth2/crmApiToken`;
      assert.equal(await statusThere(path, { password }), 200);
      await here.app.brokers.update(MAIN, { enabled: false });
      assert.equal(
        (await post(`${here.url}${path}`, { body: { password } })).status,
        403,
        'at once in its own process',
      );
      await seenThere(async () => (await statusThere(path, { password })) === 403);
      await here.app.brokers.update(MAIN, { enabled: true });
      await seenThere(async () => (await statusThere(path, { password })) === 200);
    });

    test('settings, hosts and success URL of a white label are seen within a second, and no other one changes', async () => {
      const other = brokerThere(STRANGER);
      const { tokens, screens } = here.app.brokers.get(SISTER);
      const change: BrokerChange = {
        displayName: 'Europe renamed',
        hosts: ['sso.europe.example'],
        tokens: { ...tokens, oneTimeTokenTtlSeconds: 30 },
        screens: { ...screens, successUrl: 'https://app.europe.example/done' },
      };
      await here.app.brokers.update(SISTER, change);
      await seenThere(() => brokerThere(SISTER).displayName === 'Europe renamed');
      const { displayName, hosts, tokens: newTokens, screens: newScreens } = brokerThere(SISTER);
      assert.deepEqual({ displayName, hosts, tokens: newTokens, screens: newScreens }, change);
      assert.deepEqual(brokerThere(STRANGER), other);
      const places = { query: nobody, body: nobody, path: undefined, host: 'SSO.europe.example' };
      assert.equal(there.app.brokers.identify(places).brokerName, SISTER);

      await here.app.brokers.update(SISTER, { hosts: [] });
      await there.app.brokers.refresh();
      assert.throws(() => there.app.brokers.identify(places), { code: 'broker_identification_missing' });
    });

    test('row 9: a password that is rotated or revoked in one process is so in another within a second', async () => {
      const callerThere = platformCaller(there.url, STRANGER);
      const old = await callerThere.crmApiToken();
      const { password: fresh } = await here.app.brokers.rotatePlatformPassword(STRANGER, 3600);
      // Not by asking with the new one: as long as it is not known, that counts as a guess.
      await seenThere(() => brokerThere(STRANGER).platformPasswords.length > 1);
      assert.notEqual(await callerThere.crmApiToken(fresh), 'undefined');
      const dead = here.app.brokers.get(STRANGER).platformPasswords.find(({ expiresAtMs }) => expiresAtMs !== null);
      await here.app.brokers.revokePlatformPassword(STRANGER, dead?.id ?? '');
      await there.app.brokers.refresh();
      assert.equal((await callerThere.authorize(old, 'x')).status, 403);
      assert.equal((await callerThere.authorize(await callerThere.crmApiToken(fresh), 'x')).status, 417);
    });

    test('a new CRM and broker are seen by the other process, and adding them twice changes nothing', async () => {
      const { revision: _r, platformPasswords: _p, platform, ...like } = here.app.brokers.get(MAIN);
      const { sealedManagerPassword: _s, ...connection } = platform;
      const broker = {
        ...{ ...like, brokerName: 'new.broker~1', brokerCrmName: 'new-crm', hosts: [] },
        platform: { ...connection, managerPassword: 'manager-password' },

        payments: { ...SAMPLE_PAYMENTS, cashier: { kind: 'sandbox' as const } },
        platformPassword: 'a-new-platform-password',
      };
      const { brokers } = here.app;
      await assert.rejects(brokers.add(broker), { code: 'broker_invalid', field: 'brokerCrmName' });
      assert.equal(await brokers.addCrm({ brokerCrmName: 'new-crm', displayName: 'New' }), true);
      assert.equal(await brokers.addCrm({ brokerCrmName: 'new-crm', displayName: 'Newer' }), false);
      assert.equal(await brokers.add(broker), true);
      assert.equal(await brokers.add({ ...broker, displayName: 'Newer' }), false);
      await there.app.brokers.refresh();
      const path = '/b/new.broker~1/oauth2/crmApiToken';
      assert.equal(await statusThere(path, { password: 'a-new-platform-password' }), 200);
      assert.equal(brokerThere('new.broker~1').displayName, broker.displayName);
      assert.doesNotMatch(JSON.stringify(brokerThere('new.broker~1')), /a-new-platform-password|manager-password/);
    });

    test('a change on top of what another process changed in between is refused, and nothing of it happens', async () => {
      await here.app.brokers.update(MAIN, { displayName: 'First' });
      await assert.rejects(there.app.brokers.update(MAIN, { displayName: 'Second', enabled: false }), {
        code: 'broker_changed',
      });
      await there.app.brokers.refresh();
      assert.deepEqual([brokerThere(MAIN).displayName, brokerThere(MAIN).enabled], ['First', true]);
    });

    test('a host belongs to one white label', async () => {
      await here.app.brokers.update(MAIN, { hosts: ['sso.one.example'] });
      await assert.rejects(here.app.brokers.update(STRANGER, { hosts: ['sso.one.example'] }), {
        code: 'broker_exists',
      });
      assert.deepEqual(here.app.brokers.get(STRANGER).hosts, []);
    });

    test('an unknown broker cannot be changed, rotated or revoked', async () => {
      const { brokers } = here.app;
      await assert.rejects(brokers.update('nobody', { enabled: false }), { code: 'broker_unknown' });
      await assert.rejects(brokers.rotatePlatformPassword('nobody', 0), { code: 'broker_unknown' });
      await assert.rejects(brokers.revokePlatformPassword('nobody', 'x'), { code: 'broker_unknown' });
    });
  });
}
