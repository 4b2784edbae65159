import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, test } from 'node:test';
import { platformCaller } from '../../../support/platform-caller.ts';
import { reachOfBroker, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';

const EUROPE = 'tradingtech_wl_europe';

describe('row 28: hosts of white labels', () => {
  const stage = useAdminStage();

  test('who administers one white label cannot take the address of all others', async () => {
    const { bridge } = stage();
    const { hostname } = new URL(bridge.url);
    const admin = await stage().as('admin', reachOfBroker(EUROPE));
    const taken = await admin.call('PATCH', `/white-labels/${EUROPE}`, { body: { hosts: [hostname] } });
    assert.deepEqual([taken.status, (taken.body.error as { field: string }).field], [400, 'hosts'], taken.text);

    const ofCrm = await stage().as('admin', reachOfCrm('tradingtech_crm'));
    const body = {
      ...{ brokerName: 'thief', brokerCrmName: 'tradingtech_crm', displayName: 'A thief', hosts: [hostname] },
      platform: { baseUrl: 'https://platform.example', managerLogin: 1, managerPassword: 'a-manager-password' },
      screens: { successUrl: 'https://app.example/' },
    };
    const made = await ofCrm.call('POST', '/white-labels', { body });
    assert.deepEqual([made.status, (made.body.error as { field: string }).field], [400, 'hosts'], made.text);
    const copy = {
      brokerName: 'thief',
      brokerCrmName: 'tradingtech_crm',
      hosts: [hostname],
      managerPassword: 'a-password',
    };
    const cloned = await ofCrm.call('POST', `/white-labels/${EUROPE}/clone`, { body: copy });
    assert.deepEqual([cloned.status, (cloned.body.error as { field: string }).field], [400, 'hosts'], cloned.text);
    const document = JSON.parse((await ofCrm.call('GET', `/configuration?brokerNames=${EUROPE}`)).text);
    document.brokers[0].hosts = [hostname];
    const imported = await ofCrm.call('POST', '/configuration', { body: { document } });
    assert.equal(imported.status, 400, imported.text);

    const page = await fetch(`${bridge.url}/b/financialhouse_main/auth/login`);
    assert.equal(page.status, 200);
    assert.ok((await platformCaller(bridge.url, 'financialhouse_main').crmApiToken()).length > 100);
  });

  test('the console is at no address of a white label, neither its pages nor its API', async () => {
    const { bridge } = stage();
    await bridge.app.brokers.update(EUROPE, { hosts: ['sso.europe.example'] });
    const statusAt = async (path: string, host: string) => {
      const asked = request(`${bridge.url}${path}`, { headers: { host } }).end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.resume();
      return answer.statusCode;
    };
    const { host } = new URL(bridge.url);
    const paths = ['/admin/sign-in', '/admin/api/v1/session/ways'];
    for (const path of paths) {
      assert.equal(await statusAt(path, host), 200);
      assert.equal(await statusAt(path, 'SSO.europe.example:443'), 404);
      for (const name of [EUROPE, 'there_is_none']) assert.equal(await statusAt(`/b/${name}${path}`, host), 404);
    }
    assert.equal(await statusAt('/auth/login', 'sso.europe.example'), 200);
    await bridge.app.brokers.update(EUROPE, { hosts: [new URL(bridge.url).hostname] });
    for (const path of paths)
      assert.equal(await statusAt(path, host), 200, 'an operator who gave it away keeps the console');
    await bridge.app.brokers.update(EUROPE, { hosts: [] });
  });
});
