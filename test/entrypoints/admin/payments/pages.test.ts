import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Payment } from '../../../../src/domain/payments/payment.ts';
import { reachOfBroker, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, enteredIn, faultBeside, openConsole } from '../support/console-browser.ts';
import { aPayment } from './a-payment.ts';

const BROKER = 'tradingtech_main';
const FORM = { outcome: 'not_done', reason: 'It is not in the history of the account' };

describe('payments in the console', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;
  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  const newPayment = (changes: Partial<Payment> = {}) => aPayment(stage().bridge, BROKER, changes);
  const pathOf = ({ id }: Payment) => `/admin/payments/${BROKER}/${id}`;
  const revisionIn = (html: string) => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '';
  const read = ({ id }: Payment) => {
    const { app } = stage().bridge;
    return app.payments.getPayment(app.brokers.get(BROKER), id);
  };

  test('the list is filtered by days, state and trader, and says what is wrong with a day beside it', async () => {
    const payment = await newPayment();
    const day = new Date(payment.createdAtMs).toISOString().slice(0, 10);
    const query = `state=unconfirmed&kind=deposit&userId=${payment.userId}&from=${day}&until=${day}`;
    const found = await browser.get(`/admin/payments?${query}`);
    assert.ok(found.html.includes(pathOf(payment)));
    assert.ok(found.html.includes(`/admin/payments/export?state=unconfirmed`), 'the export has the same filters');
    const before2000 = await browser.get('/admin/payments?until=1999-12-31');
    assert.match(before2000.html, /No payment found/);
    const wrong = await browser.get('/admin/payments?from=yesterday');
    assert.equal(wrong.status, 400);
    assert.ok(faultBeside(wrong.html, 'from'));
    const file = await browser.get(`/admin/payments/export?${query}`);
    assert.ok(file.html.includes(payment.id));
  });

  for (const field of ['brokerName', 'userId', 'payments-search']) {
    test(`a text that is too long is told of beside its field: ${field}`, async () => {
      const name = field === 'payments-search' ? 'q' : field;
      const { status, html } = await browser.get(`/admin/payments?${name}=${'x'.repeat(201)}&state=credited`);
      assert.equal(status, 400);
      assert.match(faultBeside(html, field) ?? '', /at most \d+ characters/);
      assert.match(html, /<option value="credited" selected>/);
    });
  }

  test('settling asks twice, with amount and account and what follows, and is done once', async () => {
    const payment = await newPayment();
    const path = pathOf(payment);
    assert.match((await browser.get(path)).html, /nobody knows whether the platform credited it/);
    const form = await browser.get(`${path}/settle`);
    const revision = revisionIn(form.html);
    const asked = await browser.post(`${path}/settle`, { ...FORM, revision });
    assert.equal(asked.status, 200);
    assert.match(asked.html, /account 3000001 stays as it is, and the cashier is told to give 250\.00 EUR back/);
    assert.equal((await read(payment)).state, 'unconfirmed', 'nothing is settled by the first answer');
    assert.equal(revisionIn(asked.html), revision);
    const done = await browser.post(`${path}/settle/confirm`, { ...FORM, revision });
    assert.deepEqual([done.status, done.location, done.notice], [303, path, 'payment-settled']);
    const settled = await read(payment);
    assert.equal(settled.state, 'failed');
    const again = await browser.post(`${path}/settle/confirm`, { ...FORM, outcome: 'again', revision });
    assert.equal(again.status, 409);
    assert.match(again.html, /nothing to settle/);
    assert.equal((await read(payment)).settlement?.outcome, 'not_done');
    assert.match((await browser.get(path)).html, /Settled by staff/);
  });

  test('what is missing stands beside its field, and nothing that was entered is lost', async () => {
    const path = pathOf(await newPayment());
    const refused = await browser.post(`${path}/settle`, { outcome: 'done', reason: 'x' });
    assert.equal(refused.status, 400);
    assert.ok(faultBeside(refused.html, 'reason'));
    assert.equal(enteredIn(refused.html).reason, 'x');
    assert.match(refused.html, /<option value="done" selected>/);
    assert.ok(faultBeside((await browser.post(`${path}/settle`, FORM && { reason: FORM.reason })).html, 'outcome'));
  });

  test('who was overtaken is told so, and settles nothing', async () => {
    const payment = await newPayment();
    const path = pathOf(payment);
    const revision = revisionIn((await browser.get(`${path}/settle`)).html);
    const changed = { ...payment, attempts: 1, revision: payment.revision + 1 };
    assert.ok(await stage().bridge.app.storage.payments.replace(changed, payment));
    const refused = await browser.post(`${path}/settle/confirm`, { ...FORM, revision });
    assert.equal(refused.status, 412);
    assert.match(refused.html, /has changed since you looked at it/);
    assert.equal(enteredIn(refused.html).reason, FORM.reason);
    const unsaid = await browser.post(`${path}/settle/confirm`, FORM);
    assert.notEqual(unsaid.status, 303, 'a form without a revision settles nothing');
    assert.equal((await read(payment)).settlement, null);
  });

  test('who has not proved it lately is asked first, and the form waits', async () => {
    const payment = await newPayment();
    const caller = await stage().as('admin', reachOfBroker(BROKER), { isProven: false });
    const unproven = openConsole(stage().bridge.url, caller);
    const asked = await unproven.post(`${pathOf(payment)}/settle/confirm`, { ...FORM, revision: '1' });
    assert.equal(asked.status, 403);
    assert.ok(asked.html.includes(FORM.reason));
    assert.equal((await read(payment)).settlement, null);
  });

  test('support sees no way to settle, and finds none', async () => {
    const payment = await newPayment();
    const support = openConsole(stage().bridge.url, await stage().as('support', reachOfBroker(BROKER)));
    assert.ok(!(await support.get(pathOf(payment))).html.includes('/settle'));
    assert.equal((await support.post(`${pathOf(payment)}/settle/confirm`, { ...FORM, revision: '1' })).status, 403);
    const far = openConsole(stage().bridge.url, await stage().as('admin', reachOfBroker('financialhouse_main')));
    for (const path of ['', '/settle']) assert.equal((await far.get(pathOf(payment) + path)).status, 404);
  });

  test('money that was given back by hand is said to be, in words of its own, and nothing else can be said', async () => {
    const payment = await newPayment({ state: 'failed', failure: 'refused', release: 'by_hand', pendingCall: null });
    const { html } = await browser.get(`${pathOf(payment)}/settle`);
    assert.match(html, /Give it back by hand, then say so here/);
    assert.match(html, /It was given back to the trader/);
    assert.doesNotMatch(html, /value="(not_done|again)"/);
    const given = { outcome: 'done', reason: 'Sent by bank transfer' };
    const asked = await browser.post(`${pathOf(payment)}/settle`, given);
    assert.match(asked.html, /250\.00 EUR count as given back to the trader\. No money moves\./);
    const revision = String(payment.revision);
    assert.equal((await browser.post(`${pathOf(payment)}/settle/confirm`, { ...given, revision })).status, 303);
    assert.deepEqual([(await read(payment)).state, (await read(payment)).release], ['failed', 'done']);
  });

  for (const [kind, state, pendingCall, words] of [
    ['withdrawal', 'unconfirmed', 'debit', /whether the platform debited it/],
    ['withdrawal', 'unconfirmed', 'return', /whether the platform put it back/],
    ['deposit', 'awaiting', null, /never said whether it took the money/],
  ] as const) {
    test(`what nobody knows of a ${kind} that is ${state}, ${pendingCall ?? 'with no call'}, is said`, async () => {
      const payment = await newPayment({ kind, state, pendingCall });
      assert.match((await browser.get(`${pathOf(payment)}/settle`)).html, words);
    });
  }
});
