import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { parseHtmlForms } from '../../../src/conformance/html-form.ts';
import { balanceOf, DEPOSITORS } from '../../support/deposit-screen.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, ticketIn, wordsOf } from '../../support/trader-browser.ts';
import { fundAccount, withdrawalScreen } from '../../support/withdrawal-screen.ts';
import { fieldsIn, formActionIn } from './read-page.ts';

const BROKER = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const { live } = DEPOSITORS[BROKER];
const HOUR_MS = 3_600_000;

describe('the withdrawal form', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
    await fundAccount(bridge, BROKER, live, '1000000');
  });
  after(() => bridge.close());
  // A new window of the limit of withdrawals.
  beforeEach(() => bridge.clock.advance(HOUR_MS));

  const screen = () => withdrawalScreen(bridge.url);

  function assertBesideField(answer: PageAnswer, typed: string, words: RegExp): void {
    assert.equal(answer.status, 400, `${typed}: ${answer.text}`);
    assert.match(answer.text, /<p class="field-error" id="amount-error">/);
    assert.match(answer.text, /id="amount"[^>]* aria-invalid="true" aria-describedby="amount-error"/);
    assert.match(wordsOf(answer), words, typed);
    assert.equal(fieldsIn(answer).amount, typed);
  }

  const BAD: readonly (readonly [RegExp, readonly string[]])[] = [
    [
      /Enter a number such as/,
      ['', '1e3', '-5', '٢٥٠', '1,000.00', '1,000', '$20', '20 EUR', '<b>20</b>', '"', '9'.repeat(90)],
    ],
    [/EUR has fewer decimals/, ['1.005', '250.000']],
    [/The smallest withdrawal is €10\.00/, ['0', '0.00', '9.99']],
    [/The largest withdrawal is €10,000\.00/, ['10000.01', '99999999999999999999']],
  ];
  for (const [words, texts] of BAD) {
    test(`${texts.slice(0, 4).join(' | ')}: a message beside the field, and what was typed is kept`, async () => {
      const balance = await balanceOf(bridge.simulator, live);
      let ticket = await screen().ticket();
      for (const amount of texts) {
        const answer = await screen().post({ ticket, amount });
        assertBesideField(answer, amount, words);
        ticket = ticketIn(answer);
      }
      assert.equal(await balanceOf(bridge.simulator, live), balance);
      assert.equal((await screen().post({ ticket, amount: '10.00' })).status, 303, 'the form is still good');
    });
  }

  test('an amount that is missing or stands twice is no number', async () => {
    const ticket = await screen().ticket();
    assertBesideField(await screen().post({ ticket }), '', /Enter a number/);
    const twice = new URLSearchParams([
      ['ticket', ticket],
      ['amount', '20'],
      ['amount', '30'],
    ]);
    assertBesideField(await screen().post(twice), '', /Enter a number/);
  });

  test('row 46: whatever is typed leads to a message or to exactly that withdrawal, never to a fault of ours', async () => {
    const amounts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.stringMatching(/^[0-9.,e-]{1,8}$/),
      fc.integer({ min: 1000, max: 1_000_000 }).map((minor) => (minor / 100).toFixed(2)),
    );
    await fc.assert(
      fc.asyncProperty(amounts, async (amount) => {
        bridge.clock.advance(HOUR_MS);
        const balance = await balanceOf(bridge.simulator, live);
        const { status } = await screen().withdraw(amount);
        assert.ok([200, 303, 400, 402].includes(status), `${JSON.stringify(amount)}: ${status}`);
        const lowered = balance - (await balanceOf(bridge.simulator, live));
        // 200: the cashier pays later; 402: it refused, and the money is back.
        const isTaken = status === 303 || status === 200;
        assert.equal(lowered, isTaken ? Math.round(Number(amount.trim().replace(',', '.')) * 100) : 0, amount);
      }),
      { numRuns: 60 },
    );
  });

  test('the limits are those of the white label, at once', async () => {
    const theirs = withdrawalScreen(bridge.url, SISTER);
    const { payments } = bridge.app.brokers.get(SISTER);
    const narrow = { ...payments, minWithdrawalMinor: 500, maxWithdrawalMinor: 600 };
    await bridge.app.brokers.update(SISTER, { payments: narrow });
    assert.match((await theirs.open()).text, /From €5\.00 to €6\.00\./);
    assert.equal((await theirs.withdraw('6.01')).status, 400);
    assert.equal((await theirs.withdraw('4.99')).status, 400);
    assert.equal((await theirs.withdraw('5')).status, 303);
    assert.equal((await screen().withdraw('5')).status, 400);
  });

  test('row 15: language, theme and every other parameter stay, the token does not', async () => {
    const page = await screen().open({ query: 'lang=en&theme=dark&source=iOS&utm_x=1&eventName=withdrawal_initiated' });
    assert.match(page.text, /<html lang="en" dir="ltr" data-theme="dark">/);
    const action = new URLSearchParams(formActionIn(page).slice(1));
    assert.deepEqual(Object.fromEntries(action), {
      ...{ account: String(live), lang: 'en', theme: 'dark', source: 'iOS', utm_x: '1' },
      eventName: 'withdrawal_initiated',
    });
    const again = await screen().post({ ticket: ticketIn(page), amount: 'x' }, { query: formActionIn(page) });
    assert.match(again.text, /<html lang="en" dir="ltr" data-theme="dark">/);
  });

  test('rows 32 and 35: no page of it holds a script, and only the registered origins may frame it', async () => {
    const page = await screen().open();
    const wrong = await screen().post({ ticket: ticketIn(page), amount: 'x' });
    const later = await screen().withdraw('20.19');
    for (const { text, headers } of [page, wrong, later, await screen().open({ token: 'x' })]) {
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'/);
      assert.ok(policy.endsWith(`frame-ancestors ${bridge.simulator.url}`));
      assert.doesNotMatch(policy, /unsafe|\*|script-src/);
      assert.deepEqual([headers['cache-control'], headers['referrer-policy']], ['no-store', 'no-referrer']);
      for (const cookie of headers['set-cookie'] ?? []) assert.match(cookie, /^__Host-.*HttpOnly.*Partitioned$/);
      assert.doesNotMatch(text, /<script|<iframe|javascript:|\s(?:on\w+|style)\s*=/i);
      assert.match(text, /<a class="close" href="[^"]+\/callback\/success" aria-label="Close">/);
    }
    const [form] = parseHtmlForms(page.text);
    const names = form?.fields.map(({ name }) => name).filter((name) => name !== '');
    assert.deepEqual(names?.sort(), ['amount', 'ticket']);
  });
});
