import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { PublicKeyCredentialCreationOptionsJSON as Creation } from '@simplewebauthn/server';
import { createSoftwareAuthenticator, type SoftwareAuthenticator } from '../../../support/software-authenticator.ts';
import { callApi, EVERYTHING, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';
import { openConsole } from '../support/console-browser.ts';
import { hiddenIn, openVisitor, problemIn } from '../support/visitor.ts';

const ORIGIN = 'http://localhost:3000';

describe('passkeys of members of staff, through HTTP', () => {
  const stage = useAdminStage(async () => ({ environment: { PUBLIC_URL: ORIGIN } }));
  let member: StaffCaller;
  let device: SoftwareAuthenticator;
  let passkeyId: string;

  before(async () => {
    member = await stage().as('support', EVERYTHING);
    device = createSoftwareAuthenticator({ origin: ORIGIN });
  });

  const api = (method: string, path: string, body?: unknown, token = '') =>
    callApi(stage().bridge.url, token, method, path, { body });
  const codeOf = ({ body }: { body: Record<string, unknown> }) => (body.error as { code: string } | undefined)?.code;
  async function answerTo(path: string, body: object = {}, token = '') {
    const question = await api('POST', path, body, token);
    assert.equal(question.status, 200, question.text);
    const options = question.body.options as Parameters<SoftwareAuthenticator['answer']>[0];
    assert.equal(question.body.id, options.challenge);
    return device.answer(options);
  }

  test('one is added after a proof, listed, and kept in the change log without its key', async () => {
    const question = await member.call('POST', '/account/passkeys/question', { body: {} });
    const response = device.register(question.body.options as Creation);
    const added = await member.call('POST', '/account/passkeys', { body: { label: 'Laptop', response } });
    assert.equal(added.status, 201, added.text);
    passkeyId = String(added.body.id);
    const account = await member.call('GET', '/account');
    assert.deepEqual(
      (account.body.passkeys as { id: string; label: string }[]).map(({ id, label }) => [id, label]),
      [[passkeyId, 'Laptop']],
    );
    const again = await member.call('POST', '/account/passkeys', { body: { label: 'Laptop', response } });
    assert.deepEqual([again.status, codeOf(again)], [400, 'passkey_ceremony_expired']);
  });

  test('a name that is none, and an answer that is none, are refused', async () => {
    const add = async (label: string, response: object) =>
      codeOf(await member.call('POST', '/account/passkeys', { body: { label, response } }));
    assert.equal(await add('x'.repeat(65), {}), 'passkey_label_invalid');
    assert.equal(await add('Phone', {}), 'passkey_refused');
  });

  test('it signs in alone; the same answer does not sign in twice', async () => {
    const response = await answerTo('/session/passkey/question');
    const opened = await api('POST', '/session/passkey', { response, as: 'bearer' });
    assert.equal(opened.status, 201, opened.text);
    assert.equal(opened.body.how, 'passkey');
    const again = await api('POST', '/session/passkey', { response });
    assert.deepEqual([again.status, codeOf(again)], [400, 'passkey_ceremony_expired']);
    assert.equal(codeOf(await api('POST', '/session/passkey', { response: {} })), 'passkey_refused');
  });

  test('it is the second factor after the password, and a proof again', async () => {
    const { email } = member.member;
    const pending = await api('POST', '/session', { email, password: member.password });
    assert.deepEqual([pending.status, pending.body.methods], [202, ['passkey']]);
    const pendingId = String(pending.body.id);
    const response = await answerTo('/session/second-factor/passkey', { pendingId });
    const proof = { kind: 'passkey', response };
    const opened = await api('POST', '/session/second-factor', { pendingId, proof, as: 'bearer' });
    assert.equal(opened.status, 201, opened.text);
    const token = String(opened.body.token);
    assert.equal((await api('POST', '/account/recovery-codes', {}, token)).status, 403);
    const fresh = { kind: 'passkey', response: await answerTo('/session/step-up/passkey', {}, token) };
    const proven = await api('POST', '/session/step-up', { proof: fresh }, token);
    const codes = await api('POST', '/account/recovery-codes', {}, String(proven.body.token));
    assert.equal((codes.body.recoveryCodes as string[]).length, 10);
    assert.equal(codeOf(await api('POST', '/session/second-factor/passkey', { pendingId })), 'staff_sign_in_expired');
  });

  test('the pages ask by script, and tell a refusal above the form', async () => {
    const visitor = openVisitor(stage().bridge.url);
    const { html } = await visitor.get('/admin/sign-in');
    assert.match(html, /data-passkey-options="\/admin\/sign-in\/passkey\/question"/);
    for (const passkey of ['', 'no json', '[]', '{}']) {
      const refused = await visitor.post('/admin/sign-in/passkey', { passkey });
      assert.equal(refused.status, 400);
      assert.match(problemIn(refused.html) ?? '', /^The passkey was not accepted/);
    }
    const question = await visitor.post('/admin/sign-in/passkey/question', {});
    const response = device.answer(JSON.parse(question.html).options);
    const ticket = hiddenIn(html, 'ticket') ?? '';
    const form = { passkey: JSON.stringify(response), return: '/admin/account', ticket };
    const done = await visitor.post('/admin/sign-in/passkey', form);
    assert.deepEqual([done.status, done.location], [303, '/admin/account']);
    assert.match((await visitor.get('/admin/account')).html, /By passkey/);
  });

  test('the first one leads to recovery codes, a later one does not', async () => {
    const other = await stage().as('support', EVERYTHING);
    const browser = openConsole(stage().bridge.url, other);
    const add = async (label: string) => {
      const question = await browser.post('/admin/account/passkeys/question');
      const own = createSoftwareAuthenticator({ origin: ORIGIN });
      const passkey = JSON.stringify(own.register(JSON.parse(question.html).options));
      return browser.post('/admin/account/passkeys/new', { label, passkey });
    };
    assert.equal((await add('')).status, 400);
    const first = await add('First');
    assert.deepEqual([first.location, first.notice], ['/admin/account/recovery-codes', 'passkey-added']);
    assert.match((await browser.get('/admin/account/recovery-codes')).html, /a lost device locks you out/);
    const codes = await browser.post('/admin/account/recovery-codes');
    assert.equal([...codes.html.matchAll(/<li><code>/g)].length, 10);
    assert.equal((await add('Second')).location, '/admin/account');
  });

  test('it is renamed without a proof, and removed with one', async () => {
    const renamed = await member.call('PATCH', `/account/passkeys/${passkeyId}`, { body: { label: 'Work laptop' } });
    assert.deepEqual([renamed.status, renamed.body.label], [200, 'Work laptop']);
    for (const [method, body] of [
      ['PATCH', { label: 'Mine' }],
      ['DELETE', undefined],
    ] as const) {
      const foreign = await stage().owner.call(method, `/account/passkeys/${passkeyId}`, { body });
      assert.deepEqual([foreign.status, codeOf(foreign)], [404, 'passkey_unknown'], 'nobody else’s');
    }
    assert.equal((await member.call('DELETE', `/account/passkeys/${passkeyId}`)).status, 204);
    assert.deepEqual((await member.call('GET', '/account')).body.passkeys, []);
  });
});
