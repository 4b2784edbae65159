import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { reachOfBroker, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, enteredIn, faultBeside, openConsole } from '../support/console-browser.ts';

const NEW = '/admin/oidc-clients/tradingtech_main/new';
const FORM = {
  ...{ id: 'terminal', name: 'The terminal', profile: 'standard', applicationType: 'web', authMethod: 'client_secret' },
  ...{ redirectUris: 'https://terminal.example/callback', idTokenAlgorithm: 'ES256', refreshGraceSeconds: '10' },
  ...{ 'grantTypes.authorization_code': 'true', 'scopes.openid': 'true' },
};

describe('OIDC clients in the console', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;
  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  test('who registers a client chooses the white label, sees the secret once, and copies the addresses', async () => {
    assert.match(
      (await browser.get('/admin/oidc-clients/new')).html,
      /href="\/admin\/oidc-clients\/tradingtech_main\/new"/,
    );
    assert.equal((await browser.get(NEW)).status, 200);
    const { status, html } = await browser.post(NEW, FORM);
    assert.equal(status, 200, html);
    const [, secret = ''] = /id="secret-1"/.test(html) ? (/value="([^"]{30,})" id="secret-1"/.exec(html) ?? []) : [];
    assert.notEqual(secret, '');
    assert.match(html, /openid-configuration/);
    const page = await browser.get('/admin/oidc-clients/tradingtech_main/clients/terminal');
    assert.ok(!page.html.includes(secret));
    assert.match((await browser.get('/admin/oidc-clients?q=terminal')).html, /The terminal/);
  });

  test('what is wrong stands beside its field, in words, and nothing that was entered is lost', async () => {
    const wrong = {
      ...FORM,
      id: 'wrong',
      redirectUris: 'https://good.example/\nhttp://bad.example/',
      resources: 'https://api.example/',
    };
    const { status, html } = await browser.post(NEW, wrong);
    assert.equal(status, 400);
    assert.equal(faultBeside(html, 'redirectUris'), 'Http is for 127.0.0.1, [::1] and localhost only.');
    assert.equal(enteredIn(html).redirectUris, wrong.redirectUris);
    assert.equal(enteredIn(html).resources, wrong.resources);
    assert.match(html, /name="scopes.openid"[^>]* checked/);
    const noJson = await browser.post(NEW, { ...FORM, id: 'wrong', authMethod: 'private_key_jwt', jwks: '{keys' });
    assert.equal(faultBeside(noJson.html, 'jwks'), 'It has to be an object.');
    assert.equal(
      faultBeside((await browser.post(NEW, { ...FORM, id: 'wrong', 'scopes.openid': '' })).html, 'scopes.openid'),
      'There has to be one.',
    );
  });

  test('who saves what somebody else changed meanwhile sees the difference, and may save all the same', async () => {
    await browser.post(NEW, { ...FORM, id: 'raced' });
    const path = '/admin/oidc-clients/tradingtech_main/clients/raced';
    const revisionIn = (html: string) => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '';
    const seen = revisionIn((await browser.get(path)).html);
    const first = await browser.post(path, { ...FORM, name: 'First', revision: seen });
    assert.deepEqual([first.status, first.notice], [303, 'saved']);
    const second = await browser.post(path, { ...FORM, name: 'Second', revision: seen });
    assert.equal(second.status, 412);
    assert.match(second.html, /<del>First<\/del>.*<ins>Second<\/ins>/s);
    assert.equal(enteredIn(second.html).name, 'Second');
    assert.equal(
      (await browser.post(path, { ...FORM, name: 'Second', revision: revisionIn(second.html) })).notice,
      'saved',
    );
  });

  test('a client is rotated, revoked, switched off and on after a question', async () => {
    await browser.post(NEW, { ...FORM, id: 'asked' });
    const path = '/admin/oidc-clients/tradingtech_main/clients/asked';
    for (const [step, notice] of [
      ['revoke-tokens', 'client-tokens-revoked'],
      ['disable', 'client-disabled'],
      ['enable', 'client-enabled'],
    ]) {
      assert.equal((await browser.get(`${path}/${step}`)).status, 200);
      assert.equal((await browser.post(`${path}/${step}`)).notice, notice);
    }
    const rotated = await browser.post(`${path}/rotate-secret`, { overlapSeconds: '3600' });
    assert.match(rotated.html, /Store the client secret/);
    assert.ok(!rotated.html.includes('Addresses for developers'), 'they are the same as before');
    const wrong = await browser.post(`${path}/rotate-secret`, { overlapSeconds: 'long' });
    assert.deepEqual([wrong.status, faultBeside(wrong.html, 'overlapSeconds')], [400, 'It has to be a number.']);
  });

  test('who may only read sees no form, and who reaches something else sees nothing', async () => {
    await browser.post(NEW, { ...FORM, id: 'read' });
    const path = '/admin/oidc-clients/tradingtech_main/clients/read';
    const reader = openConsole(stage().bridge.url, await stage().as('support', reachOfBroker('tradingtech_main')));
    const page = await reader.get(path);
    assert.equal(page.status, 200);
    assert.ok(!page.html.includes('name="redirectUris"'));
    const refused = await reader.post(path, FORM);
    assert.equal(refused.status, 403);
    assert.match(refused.html, /role="alert"/);
    const far = openConsole(stage().bridge.url, await stage().as('admin', reachOfBroker('financialhouse_main')));
    assert.equal((await far.get(path)).status, 404);
    assert.equal((await far.get(NEW)).status, 404);
    const list = await far.get('/admin/oidc-clients');
    assert.ok(!list.html.includes('tradingtech_main'));
    assert.equal((await far.get('/admin/oidc-clients/new')).location, '/admin/oidc-clients/financialhouse_main/new');
  });

  test('who has not proved it lately is asked first, and nothing of the form is lost', async () => {
    const caller = await stage().as('admin', reachOfBroker('tradingtech_main'), { isProven: false });
    const asked = await openConsole(stage().bridge.url, caller).post(NEW, { ...FORM, id: 'proven' });
    assert.equal(asked.status, 403);
    assert.match(asked.html, /name="redirectUris" value="https:\/\/terminal.example\/callback"/);
  });
});
