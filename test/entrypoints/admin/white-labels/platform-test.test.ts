import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, enteredIn, openConsole } from '../support/console-browser.ts';
import { fieldsOn } from './form-on-page.ts';

const PLATFORM = '/admin/white-labels/tradingtech_main/platform';
const TEST = '/white-labels/tradingtech_main/platform/test';

describe('the connection to a platform, tested live', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;

  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  const outcomeOf = async (body: object) => (await stage().owner.call('POST', TEST, { body })).body;

  test('what is kept works', async () => {
    assert.equal((await outcomeOf({})).works, true);
  });

  test('a wrong password fails at the login, in words without it', async () => {
    const managerPassword = 'not-the-managers';
    const { body, text } = await stage().owner.call('POST', TEST, { body: { managerPassword } });
    assert.deepEqual([body.works, body.failedAt], [false, 'login']);
    assert.ok(!text.includes(managerPassword));
    assert.ok(!stage().bridge.logLines.join('').includes(managerPassword));
  });

  test('another address fails at the connection, and is asked with an entered password alone', async () => {
    const baseUrl = 'http://127.0.0.1:9';
    const kept = await stage().owner.call('POST', TEST, { body: { baseUrl } });
    assert.equal(kept.status, 400);
    assert.equal((kept.body.error as { field: string }).field, 'managerPassword');
    assert.equal((await outcomeOf({ baseUrl, managerPassword: 'some-password' })).failedAt, 'connection');
  });

  test('an address that is none is refused as it would be when saved', async () => {
    const body = { baseUrl: 'ftp://a.example', managerPassword: 'some-password' };
    const answer = await stage().owner.call('POST', TEST, { body });
    assert.deepEqual([answer.status, (answer.body.error as { field: string }).field], [400, 'platform.baseUrl']);
  });

  test('the kept password does not follow to another address by saving it either', async () => {
    const path = '/white-labels/tradingtech_main/platform';
    const baseUrl = 'https://elsewhere.example';
    const refused = await stage().owner.call('PATCH', path, { body: { baseUrl } });
    assert.equal((refused.body.error as { field: string }).field, 'platform.managerPassword');
  });

  test('a path that would lead to another host, with the manager’s token, is refused beside its field', async () => {
    const path = '/white-labels/tradingtech_main/platform';
    for (const [field, value] of [
      ['userIdPath', '.evil.example/x'],
      ['userIdPath', '@evil.example/x'],
      ['logoutPath', ':81/x'],
      ['logoutPath', ''],
      ['logoutPath', '/x#y'],
    ] as const) {
      const { status, body } = await stage().owner.call('PATCH', path, { body: { [field]: value } });
      assert.deepEqual([status, (body.error as { field: string }).field], [400, `platform.${field}`], value);
    }
  });

  test('the page says what came of it, and keeps what was entered', async () => {
    const fields = fieldsOn(await browser.get(PLATFORM), PLATFORM);
    const { status, html } = await browser.post(`${PLATFORM}/test`, { ...fields, 'platform.managerLogin': '4711' });
    assert.equal(status, 200);
    assert.match(html, /is needed with another address or login/);
    assert.equal(enteredIn(html)['platform.managerLogin'], '4711');
    assert.match((await browser.post(`${PLATFORM}/test`, fields)).html, /accepts the manager’s login/);
  });

  test('each test stands in the change log, with where it went', async () => {
    await outcomeOf({});
    const [entry] = await stage().bridge.app.audit.list('tradingtech_main', {}, { limit: 1 });
    assert.deepEqual([entry?.action, entry?.target.id], ['platform.test', stage().bridge.simulator.url]);
  });
});
