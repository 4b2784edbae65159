import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { SeedJson } from '../../../support/seed-file.ts';
import { EVERYTHING, reachOfCrm, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, faultBeside, openConsole } from '../support/console-browser.ts';
import { fieldsOn } from '../white-labels/form-on-page.ts';

const LIST = '/admin/white-labels';
const IMPORT = `${LIST}/import`;
const MAIN = 'tradingtech_main';

describe('the pages of export and import', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;

  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  const brokers = () => stage().bridge.app.brokers;
  const exported = async (): Promise<SeedJson> =>
    JSON.parse(JSON.stringify(await stage().bridge.app.transfer.exportWhiteLabels([MAIN])));
  const namesIn = ({ html }: { html: string }) => JSON.parse(html).brokers.map((one: SeedJson) => one.brokerName);

  test('all, the ticked ones, or one are exported', async () => {
    const page = await browser.get(`${LIST}/export?q=trading`);
    assert.ok(page.html.includes(`name="pick.${MAIN}"`) && !page.html.includes('pick.financialhouse'));
    const ticked = await browser.post(`${LIST}/export`, {
      [`pick.${MAIN}`]: 'true',
      'pick.financialhouse_main': 'true',
    });
    assert.deepEqual(namesIn(ticked), ['financialhouse_main', MAIN]);
    assert.equal(namesIn(await browser.post(`${LIST}/export`, { all: 'true' })).length, brokers().list().length);
    assert.deepEqual(namesIn(await browser.get(`${LIST}/${MAIN}/export`)), [MAIN]);
    const nothing = await browser.post(`${LIST}/export`, {});
    assert.equal(nothing.status, 400);
    assert.match(nothing.html, /Nothing was ticked/);
  });

  test('who reaches one CRM is offered no other, and gets no other', async () => {
    const admin = openConsole(stage().bridge.url, await stage().as('admin', reachOfCrm('financialhouse_crm')));
    assert.ok(!(await admin.get(`${LIST}/export`)).html.includes('tradingtech'));
    assert.deepEqual(namesIn(await admin.post(`${LIST}/export`, { all: 'true' })), ['financialhouse_main']);
    assert.equal((await admin.post(`${LIST}/export`, { [`pick.${MAIN}`]: 'true' })).status, 404);
    const pasted = await admin.post(IMPORT, { document: JSON.stringify(await exported()) });
    assert.equal(pasted.status, 404);
    assert.match(pasted.html, /There is no such CRM/);
    assert.match(pasted.html, /crms\.0\.brokerCrmName/);
  });

  test('a document is looked at first, then imported', async () => {
    const document = await exported();
    document.brokers[0].displayName = 'Imported name';
    const text = JSON.stringify(document, null, 2);
    const plan = await browser.post(IMPORT, { document: text });
    assert.equal(plan.status, 200);
    assert.match(plan.html, /<del>TradingTech<\/del>[\s\S]*<ins>Imported name<\/ins>/);
    assert.equal(brokers().get(MAIN).displayName, 'TradingTech');
    const done = await browser.post(`${IMPORT}/apply`, fieldsOn(plan, '/apply'));
    assert.equal(done.status, 200, done.html);
    assert.match(done.html, /Imported\. The bridge is now as the document says/);
    assert.equal(brokers().get(MAIN).displayName, 'Imported name');
    assert.match((await browser.post(IMPORT, { document: text })).html, /Nothing would change/);
  });

  test('who is overtaken sees the difference as it is now', async () => {
    const document = await exported();
    document.brokers[0].displayName = 'Overtaking';
    const plan = await browser.post(IMPORT, { document: JSON.stringify(document) });
    await brokers().update(MAIN, { displayName: 'Quicker' });
    const again = await browser.post(`${IMPORT}/apply`, fieldsOn(plan, '/apply'));
    assert.equal(again.status, 409);
    assert.match(again.html, /<del>Quicker<\/del>[\s\S]*<ins>Overtaking<\/ins>/);
    assert.equal((await browser.post(`${IMPORT}/apply`, fieldsOn(again, '/apply'))).status, 200);
  });

  test('secrets of a new one are shown on the report, once', async () => {
    const document = await exported();
    document.brokers = [{ ...document.brokers[0], brokerName: 'by_page', clients: [] }];
    const plan = await browser.post(IMPORT, { document: JSON.stringify(document) });
    assert.match(plan.html, /by_page[\s\S]*platformPassword/);
    const { html } = await browser.post(`${IMPORT}/apply`, fieldsOn(plan, '/apply'));
    assert.match(html, /by_page: platformPassword/);
    assert.ok(brokers().find('by_page'));
  });

  test('what is no document is told with its place, and stays in the form', async () => {
    const text = '{\n  "sandbox": false,\n}';
    const { status, html } = await browser.post(IMPORT, { document: text });
    assert.equal(status, 400);
    assert.match(faultBeside(html, 'document') ?? '', /not JSON: look at line 3, column 1/);
    assert.equal(fieldsOn({ html }, IMPORT).document, text);
    assert.match(faultBeside((await browser.post(IMPORT, { document: ' ' })).html, 'document') ?? '', /Paste/);
    assert.match(faultBeside((await browser.post(IMPORT, { document: '[]' })).html, 'document') ?? '', /an object/);
  });

  test('faults of what it says are told by white label and field, and the document stays', async () => {
    const document = await exported();
    document.brokers[0].branding.accentLight = 'blue';
    const { status, html } = await browser.post(IMPORT, { document: JSON.stringify(document) });
    assert.equal(status, 400);
    assert.match(html, new RegExp(`${MAIN}[\\s\\S]*branding\\.accentLight[\\s\\S]*colour`));
    assert.equal(fieldsOn({ html }, IMPORT).document, JSON.stringify(document));
  });

  test('a file is read as what is pasted; without a proof its text waits in the form', async () => {
    const document = await exported();
    document.brokers[0].displayName = 'From a file';
    const seen = await upload(stage().owner, JSON.stringify(document));
    assert.match(await seen.text(), /<ins>From a file<\/ins>/);
    const unproven = await stage().as('owner', EVERYTHING, { isProven: false });
    const waiting = await (await upload(unproven, JSON.stringify(document))).text();
    assert.match(waiting, /confirm that it is you/);
    assert.equal(fieldsOn({ html: waiting }, IMPORT).document, JSON.stringify(document));
    const asked = await openConsole(stage().bridge.url, unproven).post(IMPORT, { document: JSON.stringify(document) });
    assert.equal(asked.status, 403);
    assert.match(asked.html, /From a file/);
  });

  test('who may not import is told so', async () => {
    const auditor = openConsole(stage().bridge.url, await stage().as('auditor', EVERYTHING));
    assert.match((await auditor.get(IMPORT)).html, /does not import/);
    assert.equal((await auditor.post(IMPORT, { document: '{}' })).status, 403);
  });

  async function upload(by: StaffCaller, text: string): Promise<Response> {
    const { body } = await by.call('GET', '/session');
    const form = new FormData();
    form.set('csrf', String(body.csrfToken));
    form.set('file', new Blob([text], { type: 'application/json' }), 'white-labels.json');
    const { url } = stage().bridge;
    const headers = { cookie: `__Host-drawbridge-staff=${by.token()}`, origin: url, 'sec-fetch-site': 'same-origin' };
    return fetch(`${url}${IMPORT}/file`, { method: 'POST', headers, body: form });
  }
});
