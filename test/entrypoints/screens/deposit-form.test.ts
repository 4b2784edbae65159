import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { parseHtmlForms } from '../../../src/conformance/html-form.ts';
import { balanceOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, ticketIn, wordsOf } from '../../support/trader-browser.ts';
import { fieldsIn, formActionIn } from './read-page.ts';

const BROKER = 'tradingtech_main';
const { live } = DEPOSITORS[BROKER];

describe('the deposit form', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  const screen = () => depositScreen(bridge.url);

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
    [/The smallest deposit is €10\.00/, ['0', '0.00', '9.99']],
    [/The largest deposit is €10,000\.00/, ['10000.01', '99999999999999999999']],
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

  test('row 46: whatever is typed leads to a message or to exactly that deposit, never to a fault of ours', async () => {
    const amounts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.stringMatching(/^[0-9.,e-]{1,8}$/),
      fc.integer({ min: 1000, max: 1_000_000 }).map((minor) => (minor / 100).toFixed(2)),
    );
    await fc.assert(
      fc.asyncProperty(amounts, async (amount) => {
        // The limit of deposits does not concern this.
        bridge.clock.advance(60_000);
        const balance = await balanceOf(bridge.simulator, live);
        const { status, headers } = await screen().deposit(amount);
        assert.ok([303, 400, 402].includes(status), `${JSON.stringify(amount)}: ${status}`);
        const raised = (await balanceOf(bridge.simulator, live)) - balance;
        const isDone = headers.location?.endsWith('/callback/success');
        const expected = isDone ? Math.round(Number(amount.trim().replace(',', '.')) * 100) : 0;
        assert.equal(raised, expected, amount);
      }),
      { numRuns: 60 },
    );
  });

  test('the limits are those of the white label, at once', async () => {
    const payments = { ...bridge.app.brokers.get(BROKER).payments, minDepositMinor: 500, maxDepositMinor: 600 };
    const theirs = depositScreen(bridge.url, 'tradingtech_wl_europe');
    await bridge.app.brokers.update('tradingtech_wl_europe', { payments });
    assert.match((await theirs.open()).text, /From €5\.00 to €6\.00\./);
    assert.equal((await theirs.deposit('6.01')).status, 400);
    assert.equal((await theirs.deposit('4.99')).status, 400);
    assert.equal((await theirs.deposit('5')).status, 303);
    assert.equal((await screen().deposit('5')).status, 400);
  });

  test('row 15: language, theme and every other parameter stay, the token does not', async () => {
    const page = await screen().open({ query: 'lang=de&theme=dark&source=iOS&utm_x=1&eventName=deposit_initiated' });
    assert.match(page.text, /<html lang="de" dir="ltr" data-theme="dark">/);
    assert.match(
      page.text,
      /<h1>Einzahlen<\/h1>[\s\S]*Live-Konto 5000001[\s\S]*Betrag in EUR[\s\S]*Von 10,00\s€ bis 10\.000,00\s€\./,
    );
    const action = new URLSearchParams(formActionIn(page).slice(1));
    assert.deepEqual(Object.fromEntries(action), {
      ...{
        account: String(live),
        lang: 'de',
        theme: 'dark',
        source: 'iOS',
        utm_x: '1',
        eventName: 'deposit_initiated',
      },
    });
    const again = await screen().post({ ticket: ticketIn(page), amount: 'x' }, { query: formActionIn(page) });
    assert.match(again.text, /<html lang="de" dir="ltr" data-theme="dark">/);
    assert.match(wordsOf(again), /Geben Sie eine Zahl/);
    const other = await screen().open({ query: 'lang=xx&theme=neon' });
    assert.match(other.text, /<html lang="en" /);
  });

  test('rows 32 and 35: the page holds no script, and only the registered origins may frame it', async () => {
    const page = await screen().open();
    const refused = await screen().open({ token: 'x' });
    for (const { text, headers } of [page, refused, await screen().post({ ticket: ticketIn(page), amount: 'x' })]) {
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'/);
      assert.ok(policy.endsWith(`frame-ancestors ${bridge.simulator.url}`));
      assert.doesNotMatch(policy, /unsafe|\*|script-src/);
      assert.equal(headers['x-frame-options'], undefined);
      assert.deepEqual([headers['cache-control'], headers['referrer-policy']], ['no-store', 'no-referrer']);
      // A cookie only helps with a reload; where one is set, it is of this frame alone.
      assert.match(String(headers['set-cookie'] ?? 'Partitioned'), /Partitioned$/);
      assert.doesNotMatch(text, /<script|<style|<iframe|javascript:|\s(?:on\w+|style)\s*=/i);
      assert.match(text, /<a class="close" href="[^"]+\/callback\/success" aria-label="Close">/);
      assert.ok(text.length < 20_000);
    }
    const origin = new URL(bridge.simulator.url).origin;
    assert.match(String(page.headers['content-security-policy']), new RegExp(`form-action 'self' ${origin};`));
    const [form] = parseHtmlForms(page.text);
    const names = form?.fields.map(({ name }) => name).filter((name) => name !== '');
    assert.deepEqual(names?.sort(), ['amount', 'ticket']);
  });
});

describe('deposits in production mode', () => {
  test('are not set up: the page says so, spends no token and takes no form', async (t) => {
    const bridge = await startWiredBridge({
      environment: {
        BRIDGE_MODE: 'production',
        PUBLIC_URL: 'https://sso.broker.example',
        ENCRYPTION_KEYS: `one:${randomBytes(32).toString('base64')}`,
        METRICS_TOKEN: 'a-long-metrics-token-of-a-test',
        DATABASE_URL: '',
      },
    });
    t.after(() => bridge.close());
    const screen = depositScreen(bridge.url);
    const token = await screen.token();
    const page = await screen.open({ token });
    assert.equal(page.status, 404);
    assert.match(wordsOf(page), /Deposits are not set up/);
    assert.match(page.text, /class="close"/);
    assert.equal((await bridge.simulator.calls('3.5')).length, 0);
  });
});
