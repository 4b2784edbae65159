import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleAnswer, type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { fieldsOn } from './form-on-page.ts';

const SCREENS = '/admin/white-labels/tradingtech_main/screens';
const TOKENS = '/admin/white-labels/tradingtech_main/tokens';

describe('two admins save the same white label', () => {
  const stage = useAdminStage();
  let browser: ConsoleBrowser;

  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  /** Looks at the page, then somebody else saves, then what was looked at is sent. */
  async function saveAfter(path: string, theirs: object, mine: Readonly<Record<string, string>>) {
    const fields = fieldsOn(await browser.get(path), path);
    const answer = await stage().owner.call('PATCH', '/white-labels/tradingtech_main', { body: theirs });
    assert.equal(answer.status, 200, answer.text);
    return browser.post(path, { ...fields, ...mine });
  }

  const saveMine = (conflict: ConsoleAnswer, path: string) => browser.post(path, fieldsOn(conflict, path));
  const settings = () => stage().bridge.app.brokers.settingsOf('tradingtech_main');

  test('the second one sees what the first one saved beside what they entered', async () => {
    const theirs = { screens: { successUrl: 'https://theirs.example/in' } };
    const { status, html } = await saveAfter(SCREENS, theirs, { 'screens.successUrl': 'https://mine.example/in' });
    assert.equal(status, 409);
    for (const words of ['https://theirs.example/in', 'https://mine.example/in', 'both of you']) {
      assert.ok(html.includes(words), words);
    }
    assert.equal(settings().screens.successUrl, 'https://theirs.example/in');
  });

  test('they save theirs over it, and nothing else of what the first one saved', async () => {
    const theirs = { tokens: { oneTimeTokenTtlSeconds: 120, inappTokenTtlSeconds: 7200 } };
    const conflict = await saveAfter(TOKENS, theirs, { 'tokens.oneTimeTokenTtlSeconds': '45' });
    const { notice, html } = await saveMine(conflict, TOKENS);
    assert.equal(notice, 'saved', html);
    assert.equal(settings().tokens.oneTimeTokenTtlSeconds, 45);
    assert.equal(settings().tokens.inappTokenTtlSeconds, 7200);
  });

  test('they take theirs by opening the page again', async () => {
    const theirs = { tokens: { oneTimeTokenTtlSeconds: 121 } };
    const { html } = await saveAfter(TOKENS, theirs, { 'tokens.oneTimeTokenTtlSeconds': '46' });
    const [, take = ''] = /href="([^"]+)">Take theirs/.exec(html) ?? [];
    assert.equal(take, TOKENS);
    assert.equal(fieldsOn(await browser.get(take), TOKENS)['tokens.oneTimeTokenTtlSeconds'], '121');
  });

  test('a third one who saves in between is seen as well', async () => {
    const conflict = await saveAfter(
      TOKENS,
      { tokens: { oneTimeTokenTtlSeconds: 122 } },
      { 'tokens.oneTimeTokenTtlSeconds': '47' },
    );
    await stage().owner.call('PATCH', '/white-labels/tradingtech_main', {
      body: { tokens: { oneTimeTokenTtlSeconds: 123 } },
    });
    const again = await saveMine(conflict, TOKENS);
    assert.equal(again.status, 409);
    assert.match(again.html, /123/);
    assert.equal((await saveMine(again, TOKENS)).notice, 'saved');
    assert.equal(settings().tokens.oneTimeTokenTtlSeconds, 47);
  });

  test('a fault in what is saved over it is told beside its field, and the choice is kept', async () => {
    const mine = { 'screens.landingUrl': 'https://mine.example/landing' };
    const conflict = await saveAfter(SCREENS, { screens: { languages: ['en', 'de'] } }, mine);
    const fields = fieldsOn(conflict, SCREENS);
    const refused = await browser.post(SCREENS, { ...fields, 'screens.landingUrl': 'nowhere' });
    assert.equal(refused.status, 400);
    const { notice } = await browser.post(SCREENS, { ...fieldsOn(refused, SCREENS), ...mine });
    assert.equal(notice, 'saved');
    assert.deepEqual(settings().screens.languages, ['en', 'de']);
    assert.equal(settings().screens.landingUrl, 'https://mine.example/landing');
  });

  test('both entered the same: nothing is left to be saved', async () => {
    const conflict = await saveAfter(
      TOKENS,
      { tokens: { oneTimeTokenTtlSeconds: 130 } },
      { 'tokens.oneTimeTokenTtlSeconds': '130' },
    );
    assert.equal(conflict.status, 409);
    assert.equal((await saveMine(conflict, TOKENS)).notice, 'nothing-changed');
  });

  test('by API the stale revision is refused, and what changed since can be asked', async () => {
    const { headers, body } = await stage().owner.call('GET', '/white-labels/tradingtech_main');
    const ifMatch = { 'if-match': headers.get('etag') ?? '' };
    const change = (seconds: number) => ({ body: { tokens: { oneTimeTokenTtlSeconds: seconds } }, headers: ifMatch });
    assert.equal((await stage().owner.call('PATCH', '/white-labels/tradingtech_main', change(200))).status, 200);
    const refused = await stage().owner.call('PATCH', '/white-labels/tradingtech_main', change(201));
    assert.equal(refused.status, 409);
    assert.equal((refused.body.error as { code: string }).code, 'broker_changed_meanwhile');
    const since = await stage().owner.call('GET', `/white-labels/tradingtech_main/changes?revision=${body.revision}`);
    assert.deepEqual(since.body.changes, [{ field: 'tokens.oneTimeTokenTtlSeconds', before: 130, after: 200 }]);
  });
});
