import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { balanceOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, send, ticketIn, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const OUTSIDE = 'financialhouse_main';
const { live } = DEPOSITORS[BROKER];
const MINUTE_MS = 60_000;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

/** What becomes of deposits that do not end with the form: second steps, outside pages, cashiers that say nothing. */
export function depositCashierSuite(engines: Engines): void {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
  });
  after(() => bridge.close());
  beforeEach(async () => {
    // The limits of one test do not concern the next.
    bridge.clock.advance(11 * MINUTE_MS);
    await bridge.simulator.clearFaults();
    await bridge.simulator.clearCalls();
  });

  const screen = () => depositScreen(bridge.url);
  const pageOf = (location: string, brokerName: string = BROKER) =>
    new URL(location, `${bridge.url}/b/${brokerName}/inapp/deposit`).href;
  const newest = async (brokerName: string = BROKER) => {
    const [payment] = await bridge.app.storage.payments.list(brokerName, { limit: 1 });
    assert.ok(payment);
    return payment;
  };

  /** @returns The page that a redirect leads to, if it is ours. */
  async function follow(answer: PageAnswer, from?: string): Promise<PageAnswer> {
    assert.equal(answer.status, 303, answer.text);
    const location = String(answer.headers.location);
    return send(from === undefined ? pageOf(location) : new URL(location, from).href);
  }

  const post = (url: string, form: Readonly<Record<string, string>>, headers = {}) =>
    send(url, { method: 'POST', headers: { ...FORM, ...headers }, body: new URLSearchParams(form).toString() });

  async function change(work: () => Promise<void>, login: number = live): Promise<number> {
    const balance = await balanceOf(bridge.simulator, login);
    await work();
    return (await balanceOf(bridge.simulator, login)) - balance;
  }

  function assertDone(answer: PageAnswer): void {
    assert.equal(answer.status, 303, answer.text);
    assert.equal(answer.headers.location, `${bridge.simulator.url}/callback/success`);
  }

  /** Sends the form with an amount that wants a second step. @returns The address and the page of that step. */
  async function secondStep(amount = '250.17', query = ''): Promise<{ url: string; page: PageAnswer }> {
    const opened = await screen().open(query === '' ? {} : { query });
    const answer = await screen().post(
      { ticket: ticketIn(opened), amount },
      { query: query === '' ? '' : `?${query}` },
    );
    const url = pageOf(String(answer.headers.location));
    return { url, page: await send(url) };
  }

  test('a second step asks for a code that phones fill in, and credits after it', async () => {
    const raised = await change(async () => {
      const { url, page } = await secondStep();
      assert.equal(page.status, 200, page.text);
      assert.match(page.text, /autocomplete="one-time-code"/);
      assert.match(page.text, /You are about to pay €250\.17/);
      assert.equal((await newest()).state, 'awaiting');
      assertDone(await post(url, { ticket: ticketIn(page), code: ' 123 456 ', decision: 'approve' }));
    });
    assert.equal(raised, 25_017);
  });

  test('a wrong code is told beside the field, and the step can be taken again', async () => {
    const raised = await change(async () => {
      const { url, page } = await secondStep();
      for (const code of ['', '654321', '12345', '١٢٣٤٥٦']) {
        const wrong = await post(url, { ticket: ticketIn(page), code, decision: 'approve' });
        assert.equal(wrong.status, 400);
        assert.match(wordsOf(wrong), /code is wrong/);
        assert.match(wrong.text, /id="code-error"/);
      }
      assertDone(await post(url, { ticket: ticketIn(page), code: '123456', decision: 'approve' }));
    });
    assert.equal(raised, 25_017);
  });

  test('who declines in the second step is told that nothing was charged, and cannot approve afterwards', async () => {
    const raised = await change(async () => {
      const { url, page } = await secondStep();
      const told = await follow(await post(url, { ticket: ticketIn(page), decision: 'decline' }), url);
      assert.equal(told.status, 402);
      assert.match(wordsOf(told), /declined and nothing was charged/);
      const approved = await post(url, { ticket: ticketIn(page), code: '123456', decision: 'approve' });
      const late = await follow(approved, url);
      assert.equal(late.status, 402);
    });
    assert.equal(raised, 0);
    assert.equal((await newest()).failure, 'declined');
  });

  test('row 44: the form and the second step, each sent several times at once, credit once', async () => {
    const raised = await change(async () => {
      const form = { ticket: await screen().ticket(), amount: '20.17' };
      const forms = await Promise.all([form, form, form].map((one) => screen().post(one)));
      const urls = forms.map(({ headers }) => pageOf(String(headers.location)));
      const pages = await Promise.all(urls.map((url) => send(url)));
      const steps = pages.map((page, index) =>
        post(urls[index] ?? '', { ticket: ticketIn(page), code: '123456', decision: 'approve' }),
      );
      for (const answer of await Promise.all(steps)) {
        const isUnderWay = answer.headers.location?.startsWith('return?') ?? false;
        if (!isUnderWay) assertDone(answer);
      }
      assertDone(await screen().post(form));
    });
    assert.equal(raised, 2017);
  });

  test('the language, the theme and the names of the broker go along to the second step and back', async () => {
    const { url, page } = await secondStep('250.17', 'lang=de&theme=dark');
    assert.match(page.text, /<html lang="de"[^>]* data-theme="dark"/);
    const back = await post(url, { ticket: ticketIn(page), decision: 'decline' });
    assert.match(String(back.headers.location), /^return\?.*lang=de&theme=dark/);
    const query = `brokerName=${BROKER}&brokerCrmName=tradingtech_crm`;
    const opened = await screen().open();
    const body = new URLSearchParams({ ticket: ticketIn(opened), amount: '20.17' }).toString();
    const answer = await send(`${bridge.url}/inapp/deposit?${query}`, { method: 'POST', headers: FORM, body });
    const step = await send(new URL(String(answer.headers.location), `${bridge.url}/inapp/deposit`).href);
    assert.equal(step.status, 200, step.text);
  });

  test('row 28: tickets of the second step and of the return page are good for their page and white label alone', async () => {
    const { url, page } = await secondStep();
    const ticket = ticketIn(page);
    const { id } = await newest();
    for (const other of ['tradingtech_wl_europe', OUTSIDE]) {
      const elsewhere = url.replace(`/b/${BROKER}/`, `/b/${other}/`);
      assert.match(wordsOf(await send(elsewhere)), /open for too long/);
      const answer = await post(elsewhere, { ticket, code: '123456', decision: 'approve' });
      assert.match(wordsOf(answer), /open for too long/);
    }
    const asReturn = url.replace('second-step', 'return');
    assert.match(wordsOf(await send(asReturn)), /open for too long/);
    const asDeposit = await screen().post({ ticket, amount: '20' });
    assert.match(wordsOf(asDeposit), /open for too long/);
    const deposit = await screen().ticket();
    assert.match(wordsOf(await post(url, { ticket: deposit, code: '123456' })), /open for too long/);
    const foreign = await post(url, { ticket, code: '123456' }, { 'Sec-Fetch-Site': 'cross-site' });
    assert.match(wordsOf(foreign), /sent from another site/);
    assert.equal((await bridge.app.storage.payments.find(BROKER, id))?.state, 'awaiting');
  });

  test('a cashier that never answers leaves the deposit under way; it is asked again, and money is neither lost nor doubled', async () => {
    const raised = await change(async () => {
      const form = { ticket: await screen().ticket(), amount: '250.19' };
      const told = await follow(await screen().post(form));
      assert.equal(told.status, 200);
      assert.match(told.text, /Your payment is not finished yet/);
      assert.match(told.text, /€250\.19 to account 5000001/);
      assert.match(told.text, /Look again/);
      assert.doesNotMatch(told.text, /role="alert"/);
      const { revision } = await newest();
      for (let hours = 0; hours < 48; hours += 1) {
        bridge.clock.advance(60 * MINUTE_MS);
        await bridge.app.payments.recover();
      }
      const later = await newest();
      assert.equal(later.state, 'awaiting');
      assert.ok(later.revision >= revision + 48, 'it was asked again');
    });
    assert.equal(raised, 0);
    assert.equal((await bridge.simulator.calls('3.5')).length, 0);
  });

  test('it is asked again after 15 seconds, then after as long again as it has taken, at most after ten minutes', async () => {
    await screen().deposit('250.19');
    const { createdAtMs } = await newest();
    const waits: number[] = [];
    for (let times = 0; times < 9; times += 1) {
      const { dueAtMs } = await newest();
      waits.push(Math.round((dueAtMs - bridge.clock.nowMs()) / 1000));
      bridge.clock.advance(dueAtMs - bridge.clock.nowMs());
      await bridge.app.payments.recover();
    }
    assert.deepEqual(waits, [15, 15, 30, 60, 120, 240, 480, 600, 600]);
    assert.ok(bridge.clock.nowMs() - createdAtMs < 40 * MINUTE_MS);
  });

  test('the return page is read by anybody at any time, changes nothing, and ends after a day', async () => {
    const answer = await screen().deposit('250.19');
    const url = pageOf(String(answer.headers.location));
    const before = await newest();
    for (const method of ['GET', 'HEAD', 'GET'] as const) assert.equal((await send(url, { method })).status, 200);
    assert.equal((await send(url, { headers: { 'Sec-Purpose': 'prefetch' } })).status, 200);
    assert.deepEqual(await newest(), before);
    bridge.clock.advance(1440 * MINUTE_MS);
    const late = await send(url);
    assert.match(wordsOf(late), /open for too long/);
    assert.match(late.text, /class="close"/);
  });

  test('an outside cashier: the trader pays there, comes back, and is led to the app with the money on the account', async () => {
    const { live: account } = DEPOSITORS[OUTSIDE];
    const raised = await change(async () => {
      const theirs = depositScreen(bridge.url, OUTSIDE);
      const opened = await theirs.open({ query: 'lang=de&theme=dark' });
      const policy = String(opened.headers['content-security-policy']);
      assert.match(policy, new RegExp(`form-action 'self'[^;]* ${bridge.simulator.url}`));
      const form = { ticket: ticketIn(opened), amount: '33,50' };
      const sent = await theirs.post(form, { query: '?lang=de&theme=dark' });
      const location = new URL(String(sent.headers.location));
      assert.equal(location.origin + location.pathname, `${bridge.simulator.url}/cashier/pay`);
      const said = Object.fromEntries(location.searchParams);
      assert.deepEqual([said.amount, said.currency, said.lang, said.theme], ['33.50', 'EUR', 'de', 'dark']);
      const page = await send(location.href);
      assert.equal(page.status, 200, page.text);
      assert.match(page.text, /Pay 33\.50 EUR/);
      const back = await decideAtCashier(page, 'pay');
      assertDone(await send(back));
      assertDone(await theirs.post(form));
    }, account);
    assert.equal(raised, 3350);
  });

  /** Presses a button of the simulated cashier. @returns Where it leads, at this test's bridge. */
  async function decideAtCashier(page: PageAnswer, decision: string): Promise<string> {
    const fields = [...page.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const values = fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]);
    const form = { ...Object.fromEntries(values), decision };
    const answer = await post(`${bridge.simulator.url}/cashier/pay`, form);
    assert.equal(answer.status, 303, answer.text);
    const { pathname, search } = new URL(String(answer.headers.location));
    return bridge.url + pathname + search;
  }

  test('an outside cashier: who declines there is told so, and who comes back without an answer is asked for patience', async () => {
    const { live: account } = DEPOSITORS[OUTSIDE];
    const raised = await change(async () => {
      const declined = await depositScreen(bridge.url, OUTSIDE).deposit('20');
      const told = await send(await decideAtCashier(await send(String(declined.headers.location)), 'decline'));
      assert.deepEqual([told.status, /nothing was charged/.test(wordsOf(told))], [402, true]);
      const silent = await depositScreen(bridge.url, OUTSIDE).deposit('20');
      const back = await decideAtCashier(await send(String(silent.headers.location)), 'never-answer');
      assert.match((await send(back)).text, /not finished yet.*do not pay again/);
    }, account);
    assert.equal(raised, 0);
  });

  test('an outside cashier refuses an address that was altered on the way', async () => {
    const answer = await depositScreen(bridge.url, OUTSIDE).deposit('20');
    const location = new URL(String(answer.headers.location));
    for (const [name, value] of [
      ['amount', '2.00'],
      ['return', 'https://evil.example/'],
      ['payment', 'another'],
    ] as const) {
      const altered = new URL(location);
      altered.searchParams.set(name, value);
      assert.equal((await send(altered.href)).status, 400);
    }
  });

  test('a trader who comes back to the form is led to the same payment at the cashier', async () => {
    const theirs = depositScreen(bridge.url, OUTSIDE);
    const form = { ticket: await theirs.ticket(), amount: '20' };
    const locations = [];
    for (let times = 0; times < 2; times += 1) {
      const { headers } = await theirs.post(form);
      locations.push(new URL(String(headers.location)).searchParams.get('payment'));
    }
    assert.ok(locations[0]);
    assert.equal(locations[0], locations[1]);
  });

  test('who was logged out everywhere since the page was opened makes no deposit, and takes no second step', async () => {
    const platform = platformCaller(bridge.url, BROKER);
    const raised = await change(async () => {
      const form = { ticket: await screen().ticket(), amount: '20' };
      const { url, page } = await secondStep();
      bridge.clock.advance(1000);
      await platform.logOut(await platform.crmApiToken(), DEPOSITORS[BROKER].userId);
      assert.match(wordsOf(await screen().post(form)), /open for too long/);
      const step = await post(url, { ticket: ticketIn(page), code: '123456', decision: 'approve' });
      assert.match(wordsOf(step), /open for too long/);
      bridge.clock.advance(1000);
      assertDone(await screen().deposit('20'));
    });
    assert.equal(raised, 2000);
  });
}
