import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { EVERYTHING, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, enteredIn, faultBeside, openConsole } from '../support/console-browser.ts';
import { sendFiles } from '../support/send-files.ts';
import { saveOn } from '../white-labels/form-on-page.ts';

const NEW = '/admin/white-labels/new';
const secretIn = (html: string) => /readonly class="mono" value="([^"]+)"/.exec(html)?.[1] ?? '';

describe('a new white label, step by step', () => {
  const stage = useAdminStage();
  let owner: StaffCaller;
  let browser: ConsoleBrowser;

  before(async () => {
    owner = await stage().as('owner', EVERYTHING);
    browser = openConsole(stage().bridge.url, owner);
  });

  /** @returns Where its steps are. */
  async function begin(brokerName: string, from = browser): Promise<string> {
    const path = `${NEW}?anew=1`;
    const named = { brokerName, displayName: 'Nova', brokerCrmName: 'tradingtech_crm' };
    const page = await from.get(path);
    assert.equal(page.status, 200);
    const { location, html } = await from.post(NEW, { ...enteredIn(page.html), ...named });
    assert.ok(location, html);
    return location.replace(/\/platform$/, '');
  }

  test('a name with forbidden characters is refused beside its field, and nothing is lost', async () => {
    const named = { brokerName: 'no spaces', displayName: 'Kept', brokerCrmName: 'tradingtech_crm' };
    const { status, html } = await browser.post(NEW, {
      ...named,
      'screens.languages': 'en',
      'screens.defaultLanguage': 'en',
    });
    assert.equal(status, 400);
    assert.match(faultBeside(html, 'brokerName') ?? '', /letters, digits/);
    assert.equal(enteredIn(html).displayName, 'Kept');
  });

  test('the way through makes it once, however often its button is pressed, and its secrets are shown until they are stored', async () => {
    const draft = await begin('nova_through');
    assert.equal((await saveOn(browser, `${draft}/platform`, {})).location, `${draft}/branding`);
    const branded = await sendFiles(stage().bridge.url, owner, `${draft}/branding`, {
      fields: { 'branding.legalEntity': 'Nova Ltd' },
    });
    assert.equal(branded.headers.get('location'), `${draft}/addresses`);
    const page = await browser.get(`${draft}/addresses`);
    assert.match(page.html, /sample-one-time-token/);
    const pressed = await Promise.all([1, 2].map(() => saveOn(browser, `${draft}/addresses`, {})));
    assert.deepEqual(
      pressed.map(({ location }) => location),
      [`${draft}/secrets`, `${draft}/secrets`],
    );
    const { brokers, audit } = stage().bridge.app;
    const made = brokers.get('nova_through');
    assert.equal(made.branding.legalEntity, 'Nova Ltd');
    const password = secretIn((await browser.get(`${draft}/secrets`)).html);
    assert.ok(await brokers.passwordCheck.verify(made, password, 'test'));
    assert.equal(secretIn((await browser.get(`${draft}/secrets`)).html), password);
    assert.equal((await browser.get(`${draft}/addresses`)).location, `${draft}/secrets`);
    assert.ok((await browser.get(NEW)).html.includes(`href="${draft}/secrets"`), 'who comes back is led to them');
    await browser.post(`${draft}/secrets`);
    assert.ok(!(await browser.get(NEW)).html.includes(draft));
    assert.equal((await browser.get(`${draft}/secrets`)).location, `${draft}/conformance`);
    const entries = await audit.list('nova_through', {}, { limit: 10 });
    assert.equal(entries.filter(({ action }) => action === 'white-label.create').length, 1);
    assert.ok(!JSON.stringify([entries, stage().bridge.logLines]).includes(password));
  });

  test('a fault of one step is told there, and the others keep what was entered', async () => {
    const draft = await begin('nova_kept');
    const bad = { 'screens.successUrl': 'https://user:secret@nova.example/', 'actions.kyc.kind': 'external' };
    const template = { 'actions.kyc.template': 'https://nova.example/{unknown}' };
    const { status, html } = await saveOn(browser, `${draft}/addresses`, { ...bad, ...template });
    assert.equal(status, 400);
    assert.match(faultBeside(html, 'screens-successUrl') ?? '', /credentials/);
    assert.ok(faultBeside(html, 'actions-kyc-template'));
    const again = await browser.get(`${draft}/addresses`);
    assert.equal(enteredIn(again.html)['actions.kyc.template'], 'https://nova.example/{unknown}');
    const { html: begun } = await browser.get(NEW);
    assert.ok(begun.includes(`href="${draft}/addresses"`), 'one goes on where one was');
    assert.match(begun, /Go on with it/);
  });

  test('a name that is taken in the meantime leads back to where it is entered', async () => {
    const [first, second] = [await begin('nova_taken'), await begin('nova_taken')];
    assert.equal((await saveOn(browser, `${first}/addresses`, {})).location, `${first}/secrets`);
    assert.equal((await saveOn(browser, `${second}/addresses`, {})).location, `${second}/identification?check=1`);
    const { html } = await browser.get(`${second}/identification?check=1`);
    assert.match(faultBeside(html, 'brokerName') ?? '', /taken/);
  });

  test('the platform is tried with what stands in the form, and says what is wrong in words', async () => {
    const draft = await begin('nova_tried');
    const path = `${draft}/platform`;
    const fields = enteredIn((await browser.get(path)).html);
    const works = await browser.post(`${path}/test`, fields);
    assert.match(works.html, /accepts the manager’s login/);
    const { html } = await browser.post(`${path}/test`, {
      ...fields,
      'platform.managerLogin': '1',
      'platform.identity': 'sso',
    });
    assert.match(html, /refuses the manager’s login or password/);
  });

  test('a sample is shown of the kinds of templates that there are, and nothing of any other', async () => {
    const preview = `${await begin('nova_sample')}/addresses/address-preview?screens.landingUrl=https://a.example/`;
    assert.match((await browser.get(`${preview}&kind=success`)).html, /sample-one-time-token/);
    for (const kind of ['none', 'constructor']) {
      const { status, html } = await browser.get(`${preview}&kind=${kind}`);
      assert.deepEqual([status, html.includes('https://a.example')], [200, false]);
    }
  });

  test('nobody goes on with another one’s draft, and support makes none', async () => {
    const draft = await begin('nova_own');
    const other = openConsole(stage().bridge.url, await stage().as('owner', EVERYTHING));
    assert.equal((await other.get(`${draft}/platform`)).status, 404);
    const support = openConsole(stage().bridge.url, await stage().as('support', EVERYTHING));
    assert.equal((await support.get(NEW)).status, 403);
  });
});
