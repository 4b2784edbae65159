import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseHtmlForms } from '../../../../src/conformance/html-form.ts';
import { type PageAnswer, send, wordsOf } from '../../../support/trader-browser.ts';
import { STAGE_BROKER } from '../../oidc/clients/oidc-stage.ts';
import { type AppStage, callbackOf, STRANGERS_APP, startAppStage, TRADER } from './app-stage.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

describe('the request of an app', () => {
  let stage: AppStage;
  before(async () => {
    stage = await startAppStage();
  });
  after(() => stage?.close());

  const idOf = ({ url }: PageAnswer) => new URL(url).searchParams.get('appRequest') ?? '';
  const cookieOf = (id: string) => `app-request=${id}`;
  const fieldsOf = (page: PageAnswer) => {
    const fields = parseHtmlForms(page.text)[0]?.fields ?? [];
    return Object.fromEntries(fields.filter(({ type }) => type === 'hidden').map((field) => [field.name, field.value]));
  };

  function assertOver(answer: PageAnswer): void {
    assert.equal(answer.status, 410, answer.text);
    assert.equal(answer.headers.location, undefined);
    assert.match(wordsOf(answer), /Go back to the app and start again/);
    assert.doesNotMatch(answer.text, /Own app|Copy &amp; trade|app\.example/);
  }

  test('row 28: another browser that knows its id neither sees nor answers it (no log-in as somebody else)', async () => {
    const victim = stage.newBrowser();
    const page = await victim.open(stage.authorize());
    const attacker = stage.newBrowser();
    assertOver(await attacker.open(page.url));
    const own = await attacker.open(stage.authorize());
    const at = `/auth/login?appRequest=${idOf(page)}`;
    assertOver(await attacker.open(stage.screen(at)));
    const forged = { ...own, text: own.text.replaceAll(idOf(own), idOf(page)) };
    assertOver(await attacker.send(forged, TRADER));
    assert.ok(callbackOf(await victim.send(page, TRADER)).get('code'), 'the victim’s own is as it was');
  });

  test('row 28: one of another white label is none here, with its cookie and a ticket of either', async () => {
    const browser = stage.newBrowser();
    const page = await browser.open(stage.authorize());
    const headers = { cookie: cookieOf(idOf(page)) };
    const elsewhere = `${stage.url}/b/tradingtech_main/auth/login`;
    assertOver(await send(`${elsewhere}?appRequest=${idOf(page)}`, { headers }));
    const ownTicket = fieldsOf(await send(elsewhere)).ticket ?? '';
    const body = (ticket: string) => new URLSearchParams({ ticket, ...TRADER }).toString();
    const post = (ticket: string) =>
      send(`${elsewhere}?appRequest=${idOf(page)}`, {
        method: 'POST',
        headers: { ...FORM, ...headers },
        body: body(ticket),
      });
    assertOver(await post(ownTicket));
    const foreign = await post(fieldsOf(page).ticket ?? '');
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers.location, undefined);
    assert.ok(callbackOf(await browser.send(page, TRADER)).get('code'));
  });

  test('ids that are made up, given twice, empty or missing their cookie are all over', async () => {
    const page = await stage.newBrowser().open(stage.authorize());
    const id = idOf(page);
    const queries = [
      `appRequest=${id}&appRequest=${id}`,
      'appRequest=',
      `appRequest=${'x'.repeat(43)}`,
      'appRequest=%00',
    ];
    for (const query of queries) {
      assertOver(await send(stage.screen(`/auth/login?${query}`), { headers: { cookie: cookieOf(id) } }));
      assertOver(await send(stage.screen(`/auth/consent?${query}`), { headers: { cookie: cookieOf(id) } }));
    }
    assertOver(await send(stage.screen(`/auth/login?appRequest=${id}`)));
    assertOver(await send(stage.screen('/auth/consent')));
  });

  test('a request that waits for consent is none of the log-in page, and the other way round', async () => {
    const browser = await stage.signedInBrowser();
    const consent = await browser.open(stage.authorize({}, STRANGERS_APP));
    assert.match(consent.url, /\/auth\/consent\?/);
    const headers = { cookie: cookieOf(idOf(consent)) };
    assertOver(await send(consent.url.replace('/auth/consent', '/auth/login'), { headers }));
    const logIn = await stage.newBrowser().open(stage.authorize());
    const swapped = logIn.url.replace('/auth/login', '/auth/consent');
    assertOver(await send(swapped, { headers: { cookie: cookieOf(idOf(logIn)) } }));
  });

  test('a form for an app that another site sends is refused, and is nobody’s log-in', async () => {
    const page = await stage.newBrowser().open(stage.authorize());
    const answer = await send(page.url, {
      method: 'POST',
      headers: { ...FORM, 'Sec-Fetch-Site': 'cross-site', cookie: cookieOf(idOf(page)) },
      body: new URLSearchParams({ ...fieldsOf(page), ...TRADER }).toString(),
    });
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.location, undefined);
    assert.match(answer.text, /Log in to Own app/);
  });

  test('a white label that is switched off answers none', async () => {
    const browser = stage.newBrowser();
    const page = await browser.open(stage.authorize());
    await stage.app.brokers.update(STAGE_BROKER, { enabled: false });
    const refused = await browser.send(page, TRADER);
    await stage.app.brokers.update(STAGE_BROKER, { enabled: true });
    assert.equal(refused.url.startsWith(stage.url), true);
    assert.ok(refused.status >= 400);
  });
});
