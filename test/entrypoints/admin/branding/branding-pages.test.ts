import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reachOfCrm, useAdminStage } from '../support/admin-stage.ts';
import { faultBeside, openConsole } from '../support/console-browser.ts';
import { type FileForm, sendFiles } from '../support/send-files.ts';
import { fieldsOn } from '../white-labels/form-on-page.ts';

const PATH = '/admin/white-labels/tradingtech_main/branding';
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>');
const WITH_SCRIPT = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><script>1</script></svg>');

describe('the branding of a white label in the console', () => {
  const stage = useAdminStage();
  const send = (form: FileForm, at = '') => sendFiles(stage().bridge.url, stage().owner, `${PATH}${at}`, form);
  const branding = () => stage().bridge.app.brokers.get('tradingtech_main').branding;

  test('a logo, a colour and words are saved, and a warning is taken away', async () => {
    const fields = {
      'branding.legalEntity': 'Nova Ltd',
      'branding.accentLight': '#0a7d4f',
      'branding.riskWarning.de': '',
    };
    const { status } = await send({ fields, files: { 'branding.logoLight': SVG } });
    assert.equal(status, 303);
    const { legalEntity, accentLight, logoLight, riskWarning } = branding();
    assert.deepEqual([legalEntity, accentLight], ['Nova Ltd', '#0a7d4f']);
    assert.equal(logoLight, `data:image/svg+xml;base64,${SVG.toString('base64')}`);
    assert.ok(!('de' in riskWarning) && 'en' in riskWarning);
  });

  for (const [what, file, reason] of [
    ['that carries script', WITH_SCRIPT, /script/],
    ['that is no image', Buffer.from('not an image'), /no image/],
    ['that is too large', Buffer.alloc(30_000, 1), /larger than 20 KB/],
  ] as const) {
    test(`a logo ${what} is refused beside its field, and nothing that was entered is lost`, async () => {
      const before = branding();
      const response = await send({
        fields: { 'branding.legalEntity': 'Kept & Sons' },
        files: { 'branding.logoLight': file },
      });
      const html = await response.text();
      assert.equal(response.status, 400);
      assert.match(faultBeside(html, 'branding-logoLight') ?? '', reason);
      assert.match(html, /value="Kept &amp; Sons"/);
      assert.deepEqual(branding(), before);
    });
  }

  test('a colour that is none is refused beside its field', async () => {
    const response = await send({ fields: { 'branding.accentDark': 'blue' } });
    assert.match(faultBeside(await response.text(), 'branding-accentDark') ?? '', /must be a colour/);
  });

  test('what is refused keeps the tick that takes an image away, and says which files have to be chosen again', async () => {
    assert.equal((await send({ fields: {}, files: { 'branding.logoLight': SVG } })).status, 303);
    const fields = { 'branding.accentDark': 'blue', 'remove.logoLight': 'true' };
    const html = await (await send({ fields, files: { 'branding.favicon': SVG } })).text();
    assert.match(html, /name="remove\.logoLight"[^>]* checked/);
    assert.match(html, /id="branding-favicon-hint">Choose the file again/);
    assert.doesNotMatch(html, /id="branding-logoLight-hint">Choose the file again/);
    assert.notEqual(branding().logoLight, null);
  });

  test('the second of two who save sees what the first one changed, and saves their own over it alone', async () => {
    const browser = openConsole(stage().bridge.url, stage().owner);
    const { revision = '' } = fieldsOn(await browser.get(PATH), PATH);
    const theirs = { branding: { legalEntity: 'Theirs Ltd', jurisdiction: 'Malta' } };
    assert.equal((await stage().owner.call('PATCH', '/white-labels/tradingtech_main', { body: theirs })).status, 200);
    const { legalEntity, jurisdiction } = branding();
    assert.deepEqual([legalEntity, jurisdiction], ['Theirs Ltd', 'Malta']);
    const mine = { revision, 'branding.legalEntity': 'Mine Ltd' };
    const response = await send({ fields: mine, files: { 'branding.favicon': SVG } });
    const html = await response.text();
    assert.equal(response.status, 409);
    for (const words of ['Theirs Ltd', 'Mine Ltd', 'Malta', 'both of you', 'Icon of the browser’s tab: ']) {
      assert.ok(html.includes(words), words);
    }
    const { csrf: _csrf, ...fields } = fieldsOn({ html }, '/branding');
    assert.equal((await send({ fields })).status, 303);
    assert.deepEqual([branding().legalEntity, branding().jurisdiction], ['Mine Ltd', 'Malta']);
  });

  test('the preview is the log-in screen as entered, in its language and theme, inert and framed by us alone', async () => {
    const fields = { 'branding.legalEntity': 'Shown <b>', previewLanguage: 'de', previewTheme: 'dark' };
    const response = await send({ fields, files: { 'branding.logoDark': SVG } }, '/preview');
    const html = await response.text();
    assert.equal(response.status, 200);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.doesNotMatch(html, /(href|src)="\/assets/, 'it would load what it may not');
    for (const rule of ["default-src 'none'", "frame-ancestors 'self'", "form-action 'none'", 'sandbox']) {
      assert.ok(policy.includes(rule), policy);
    }
    assert.match(html, /<html lang="de" dir="ltr" data-theme="dark">/);
    assert.match(html, /<body inert>/);
    assert.match(html, /Shown &lt;b&gt;/);
    assert.ok(html.includes(SVG.toString('base64')));
    assert.doesNotMatch(html, /<script|\/brand\//);
    assert.notEqual(branding().legalEntity, 'Shown <b>');
  });

  test('who reaches another CRM sees neither the page nor the preview', async () => {
    const foreign = openConsole(stage().bridge.url, await stage().as('admin', reachOfCrm('financialhouse_crm')));
    for (const at of ['', '/preview']) assert.equal((await foreign.get(`${PATH}${at}`)).status, 404);
  });
});
