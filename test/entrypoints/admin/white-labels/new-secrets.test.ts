import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { reachOfBroker, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { fieldsOn } from './form-on-page.ts';

const BEGIN = '/admin/white-labels/new';

describe('secrets of a white label that the wizard made', () => {
  const stage = useAdminStage();

  /** @returns The address of the page with the secrets. */
  async function make(browser: ConsoleBrowser, brokerName: string): Promise<string> {
    const names = { brokerName, brokerCrmName: 'tradingtech_crm', displayName: 'Nova', 'screens.languages': 'en' };
    const begun = await browser.post(BEGIN, { ...fieldsOn(await browser.get(BEGIN), BEGIN), ...names });
    assert.equal(begun.status, 303, begun.html);
    const platform = begun.location ?? '';
    const saved = await browser.post(platform, fieldsOn(await browser.get(platform), platform));
    assert.equal(saved.status, 303, saved.html);
    const addresses = platform.replace(/platform$/, 'addresses');
    const made = await browser.post(addresses, fieldsOn(await browser.get(addresses), addresses));
    assert.equal(made.status, 303, made.html);
    return made.location ?? '';
  }

  test('are shown for as long as the proof is fresh, and to who still reaches it', async () => {
    const { bridge } = stage();
    const admin = await stage().as('admin', reachOfCrm('tradingtech_crm'));
    const browser = openConsole(bridge.url, admin);
    const secrets = await make(browser, 'nova_wizard');
    assert.match((await browser.get(secrets)).html, /Platform password/);

    bridge.clock.advance(6 * 60_000);
    const asked = await browser.get(secrets);
    assert.deepEqual([asked.status, asked.html.includes('Platform password')], [403, false]);
    assert.match(asked.html, /Confirm that it is you/);

    await admin.stepUp();
    assert.match((await browser.get(secrets)).html, /Platform password/);
    const { members } = bridge.app.staff;
    const { operator } = bridge.app.staff;
    const { revision } = await members.get(operator, admin.member.id);
    await members.update(operator, admin.member.id, { reach: reachOfBroker('tradingtech_main') }, revision);
    for (const path of [secrets, secrets.replace(/secrets$/, 'conformance')]) {
      const { status, html } = await browser.get(path);
      assert.deepEqual([status, html.includes('nova_wizard'), html.includes('Platform password')], [404, false, false]);
    }
  });
});

test('whatever a page asks for by itself says that nobody need sit in front of it', () => {
  const polling = globSync('views/admin/**/*.eta').filter((file) =>
    /hx-trigger="[^"]*every/.test(readFileSync(file, 'utf8')),
  );
  assert.ok(polling.length > 0);
  for (const file of polling) assert.match(readFileSync(file, 'utf8'), /hx-headers='\{"X-Refresh": "1"\}'/, file);
});
