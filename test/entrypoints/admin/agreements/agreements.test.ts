import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reachOfBroker, useAdminStage } from '../support/admin-stage.ts';
import { enteredIn, faultBeside, openConsole } from '../support/console-browser.ts';

const AT = '/admin/agreements/tradingtech_main';
const FORM = {
  ...{ agreementId: 'risk-notice', version: '1', 'title.en': 'Risk notice', 'url.en': 'https://broker.example/risk' },
};

describe('agreements in the console', () => {
  const stage = useAdminStage();
  const browser = () => openConsole(stage().bridge.url, stage().owner);

  test('a version is published, signed, looked at and exported with an entry in the privacy log, and withdrawn', async () => {
    const { app } = stage().bridge;
    assert.equal((await browser().get(`${AT}/publish`)).status, 200);
    const made = await browser().post(`${AT}/publish`, FORM);
    assert.deepEqual([made.status, made.notice], [303, 'agreement-published'], made.html);
    const broker = () => app.brokers.get('tradingtech_main');
    const shown = app.agreements.show(broker(), 'en').find(({ id }) => id === 'risk-notice');
    const evidence = {
      userId: 'a-trader',
      language: 'en',
      address: '203.0.113.7',
      userAgent: '=cmd()',
      apiKeyId: null,
    };
    const { textSha256 = '' } = shown ?? {};
    await app.agreements.signForUser(broker(), { agreementId: 'risk-notice', version: '1', textSha256, ...evidence });
    const page = `${AT}/agreement/risk-notice`;
    assert.match((await browser().get(page)).html, /In force/);
    assert.match((await browser().get(`${page}/versions/1/signatures`)).html, /a-trader/);
    const file = await browser().get(`${page}/versions/1/signatures/export`);
    assert.match(file.html, /^"userId",.*\r\n"a-trader",.*"'=cmd\(\)"/);
    const seen = await app.privacyLog.list(broker(), { personId: 'a-trader', limit: 9 } as never);
    assert.deepEqual(seen.map(({ operation }) => operation).sort(), [
      'exportAgreementSignatures',
      'listAgreementSignatures',
    ]);
    assert.equal(
      (await browser().post(`${page}/withdraw`, { version: 'over', effectiveAt: '' })).notice,
      'agreement-withdrawn',
    );
    assert.equal(
      app.agreements.show(broker(), 'en').some(({ id }) => id === 'risk-notice'),
      false,
    );
    const entries = await app.audit.list('tradingtech_main', { targetId: 'risk-notice' }, { limit: 9 });
    const changes = entries.map(({ action }) => action).filter((action) => !action.includes('signature'));
    assert.deepEqual(changes, ['agreement.withdraw', 'agreement.publish']);
  });

  test('of two clicks on one button the change log has one change', async () => {
    const path = '/white-labels/tradingtech_main/agreements/clicked-twice/versions';
    const body = { version: '1', title: { en: 'Risk notice' }, url: 'https://broker.example/risk' };
    const answers = await Promise.all([1, 2, 3].map(() => stage().owner.call('POST', path, { body })));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201],
    );
    const { audit } = stage().bridge.app;
    const entries = await audit.list('tradingtech_main', { targetId: 'clicked-twice' }, { limit: 9 });
    assert.equal(entries.length, 1);
  });

  test('an export that does not hold all signatures says so, and how to get the others', async () => {
    const { app, clock } = stage().bridge;
    await browser().post(`${AT}/publish`, { ...FORM, agreementId: 'signed-by-two' });
    const broker = app.brokers.get('tradingtech_main');
    const { textSha256 = '' } = app.agreements.show(broker, 'en').find(({ id }) => id === 'signed-by-two') ?? {};
    for (const userId of ['first-trader', 'second-trader']) {
      const evidence = { userId, language: 'en', address: '203.0.113.7', userAgent: '', apiKeyId: null };
      await app.agreements.signForUser(broker, { agreementId: 'signed-by-two', version: '1', textSha256, ...evidence });
      clock.advance(1000);
    }
    const file = `${AT}/agreement/signed-by-two/versions/1/signatures/export`;
    const [, latest, more = '', end] = (await browser().get(`${file}?limit=1`)).html.split('\r\n');
    assert.match(latest ?? '', /^"second-trader"/);
    assert.equal(end, '');
    const [, query = ''] = /There are more: add (\S+) to the address/.exec(more) ?? [];
    const rest = (await browser().get(file + query)).html;
    assert.match(rest, /"first-trader"/);
    assert.ok(!rest.includes('There are more'));
  });

  test('what is wrong stands beside its field, and nothing that was entered is lost', async () => {
    const wrong = await browser().post(`${AT}/publish`, {
      ...FORM,
      agreementId: 'other',
      'title.en': '',
      documentSha256: 'abc',
    });
    assert.equal(wrong.status, 400);
    assert.match(faultBeside(wrong.html, 'documentSha256') ?? '', /form/);
    assert.equal(enteredIn(wrong.html)['url.en'], FORM['url.en']);
    await browser().post(`${AT}/publish`, { ...FORM, agreementId: 'again' });
    const again = await browser().post(`${AT}/publish`, {
      ...FORM,
      agreementId: 'again',
      'title.en': 'Something else',
    });
    assert.equal(again.status, 409);
    assert.equal((await browser().get(`${AT}/agreement/none`)).status, 404);
  });

  test('the list has what is in reach alone, and who only reads is offered no change', async () => {
    await browser().post(`${AT}/publish`, { ...FORM, agreementId: 'listed' });
    assert.match((await browser().get('/admin/agreements?q=LISTED')).html, /Risk notice/);
    const far = openConsole(stage().bridge.url, await stage().as('owner', reachOfBroker('financialhouse_main')));
    assert.ok(!(await far.get('/admin/agreements?q=listed')).html.includes('tradingtech_main'));
    assert.deepEqual(
      [(await far.get(`${AT}/publish`)).status, (await far.get(`${AT}/agreement/listed`)).status],
      [404, 404],
    );
    const reader = openConsole(stage().bridge.url, await stage().as('support', reachOfBroker('tradingtech_main')));
    assert.ok(!(await reader.get(`${AT}/agreement/listed`)).html.includes('Withdraw'));
    assert.equal((await reader.post(`${AT}/publish`, FORM)).status, 403);
  });
});
