import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { EVERYTHING, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { fieldsOn } from '../white-labels/form-on-page.ts';

const NAME = 'tradingtech_main';
const HOME = `/admin/white-labels/${NAME}`;

describe('the pages of the history', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;

  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  const change = async (displayName: string) =>
    (await stage().bridge.app.brokers.update(NAME, { displayName }, { actor: { kind: 'command-line', name: 'ops' } }))
      .revision;
  const shownName = () => stage().bridge.app.brokers.get(NAME).displayName;

  test('the list leads to a revision, that to its undoing, and back', async () => {
    const revision = await change('Renamed');
    const list = await browser.get(`${HOME}/history`);
    assert.match(list.html, new RegExp(`href="${HOME}/history/${revision}"`));
    assert.match(list.html, /ops[\s\S]*by a command/);
    const one = await browser.get(`${HOME}/history/${revision}`);
    assert.match(one.html, /<del>TradingTech<\/del>[\s\S]*<ins>Renamed<\/ins>/);
    assert.ok(one.html.includes(`${HOME}/history/${revision}/undo`));
    const path = `${HOME}/history/${revision}/undo`;
    const asked = await browser.get(path);
    const { status, location, notice, html } = await browser.post(path, fieldsOn(asked, path));
    assert.deepEqual([status, location, notice], [303, `${HOME}/history`, 'change-undone'], html);
    assert.equal(shownName(), 'TradingTech');
  });

  test('what stands against it is shown in place of the button', async () => {
    const revision = await change('Once');
    await change('Twice');
    const path = `${HOME}/history/${revision}/undo`;
    const { html } = await browser.get(path);
    assert.match(html, /changed again since/);
    assert.ok(!html.includes('Undo it'));
    const refused = await browser.post(path, {});
    assert.equal(refused.status, 409);
    assert.equal(shownName(), 'Twice');
    await change('TradingTech');
  });

  test('who is overtaken sees what would be set now', async () => {
    const revision = await change('Mine');
    const path = `${HOME}/history/${revision}/undo`;
    const asked = await browser.get(path);
    await stage().bridge.app.brokers.update(NAME, { hosts: ['late.example'] });
    const overtaken = await browser.post(path, fieldsOn(asked, path));
    assert.equal(overtaken.status, 409);
    assert.match(overtaken.html, /Somebody else changed this white label/);
    assert.equal((await browser.post(path, fieldsOn(overtaken, path))).notice, 'change-undone');
    assert.deepEqual([shownName(), stage().bridge.app.brokers.get(NAME).hosts], ['TradingTech', ['late.example']]);
  });

  test('two revisions are compared either way', async () => {
    const [one, other] = [await change('Left'), await change('Right')];
    const { html } = await browser.get(`${HOME}/history/compare?from=${one}&to=${other}`);
    assert.match(html, /<del>Left<\/del>[\s\S]*<ins>Right<\/ins>/);
    assert.ok(html.includes(`compare?from=${other}&amp;to=${one}`));
    assert.equal((await browser.get(`${HOME}/history/compare`)).location, `${HOME}/history`);
  });

  test('another white label is searched for, and compared', async () => {
    const chosen = await browser.get(`${HOME}/compare?q=financial`);
    assert.match(chosen.html, /compare\?with=financialhouse_main/);
    const { html } = await browser.get(`${HOME}/compare?with=financialhouse_main`);
    assert.match(html, /brokerCrmName[\s\S]*tradingtech_crm[\s\S]*financialhouse_crm/);
  });

  test('one out of reach is neither offered nor compared', async () => {
    const foreign = openConsole(stage().bridge.url, await stage().as('admin', reachOfCrm('tradingtech_crm')));
    const { status, html } = await foreign.get(`${HOME}/compare?with=financialhouse_main`);
    assert.equal(status, 404);
    assert.match(html, /no such white label/);
    assert.ok(!/Financial House|href="[^"]*financialhouse/.test(html));
    assert.equal((await foreign.get('/admin/white-labels/financialhouse_main/history')).status, 404);
  });

  test('who may only look is offered no undoing, and refused it', async () => {
    const revision = await change('Looked at');
    const auditor = openConsole(stage().bridge.url, await stage().as('auditor', EVERYTHING));
    const page = await auditor.get(`${HOME}/history/${revision}`);
    assert.ok(page.html.includes('Looked at') && !page.html.includes('Undo this change'));
    assert.equal((await auditor.post(`${HOME}/history/${revision}/undo`, {})).status, 403);
    assert.equal(shownName(), 'Looked at');
  });
});
