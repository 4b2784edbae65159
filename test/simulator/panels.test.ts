import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { type AppBrowser, appBrowser, issueSignInToken } from './app-browser.ts';
import { openPlatformSession, type PlatformSession } from './platform-session.ts';
import { type ScriptedBridge, startScriptedBridge } from './scripted-bridge.ts';

let bridge: ScriptedBridge;
let simulator: TestSimulator;
let platform: PlatformSession;
let browse: AppBrowser;
let tokens = 0;

before(async () => {
  bridge = await startScriptedBridge();
  simulator = await startTestSimulator({ bridgeUrl: bridge.url });
  platform = await openPlatformSession(simulator.url);
});
beforeEach(async () => {
  await simulator.clearFaults();
  browse = appBrowser(simulator.url);
  tokens += 1;
  await browse(issueSignInToken(bridge, `token-${tokens}`, 'tradingtech_main'));
  await simulator.clearCalls();
});
after(async () => {
  await simulator.close();
  await bridge.close();
});

describe('the ribbons', () => {
  const RIBBON = { color: '#0f766e', title: 'Hello <b>', enabled: true, closable: true };

  function setRibbons(...ribbons: object[]): Promise<unknown> {
    const rules = ribbons.length === 0 ? {} : { ribbons };
    const input = { brokerCrmName: 'tradingtech_crm', userId: 10345533, rules };
    return platform.call('PUT', '/cid/oauth2/ctid/inAppControls', input);
  }

  const ribbonsIn = (text: string) => text.match(/data-testid="ribbon" data-color/g)?.length ?? 0;

  test('that call 3.9 set are shown in their colour, and gone when it clears them', async () => {
    await setRibbons(
      { ...RIBBON, action: { urlExternal: 'https://broker.example/news' } },
      { ...RIBBON, title: 'Off', enabled: false, action: { urlinApp: 'https://broker.example' } },
      { ...RIBBON, title: 'Another’s', brokerName: 'tradingtech_wl_europe', action: { urlinApp: 'https://x.example' } },
    );
    const { text } = await browse('/');
    assert.equal(ribbonsIn(text), 1);
    assert.match(text, /fill="#0f766e"/);
    assert.match(text, /href="https:\/\/broker\.example\/news" target="_blank" rel="noopener noreferrer"/);
    assert.ok(text.includes('Hello &lt;b&gt;') && !text.includes('Hello <b>'));
    await setRibbons();
    assert.equal(ribbonsIn((await browse('/')).text), 0);
  });

  test('never become a link that runs something', async () => {
    await setRibbons({ ...RIBBON, action: { urlExternal: 'javascript:alert(1)' } });
    assert.doesNotMatch((await browse('/')).text, /(?:href|action)="javascript:/);
    await setRibbons({ ...RIBBON, title: 'In', action: { urlinApp: 'javascript:alert(1)' } });
    const { status, headers } = await browse('/app/ribbon', 'POST', { ribbon: '#0f766e In' });
    assert.deepEqual([status, headers.get('location')], [200, null]);
  });

  test('open a page of the bridge with a token of call 4.4, and any other without', async () => {
    await setRibbons(
      { ...RIBBON, title: 'Ours', action: { urlinApp: `${bridge.url}/inapp/kyc?step=2` } },
      { ...RIBBON, title: 'Other', action: { urlinApp: 'https://broker.example/page' } },
    );
    const ours = await browse('/app/ribbon', 'POST', { ribbon: '#0f766e Ours' });
    assert.match(ours.headers.get('location') ?? '', /\/inapp\/kyc\?step=2&brokerName=.*&token=ot-for-10345533-null/);
    const other = await browse('/app/ribbon', 'POST', { ribbon: '#0f766e Other' });
    assert.equal(other.headers.get('location'), 'https://broker.example/page');
    assert.ok((await browse('/app/ribbon', 'POST', { ribbon: 'none' })).text.includes('no longer there'));
  });

  test('that can be closed stay closed until the app is opened again', async () => {
    await setRibbons({ ...RIBBON, title: 'Close me', action: { urlinApp: 'https://broker.example' } });
    assert.equal(ribbonsIn((await browse('/app/ribbon-close', 'POST', { ribbon: '#0f766e Close me' })).text), 0);
    assert.equal(ribbonsIn((await browse('/')).text), 0);
    await browse(issueSignInToken(bridge, 'opened-again', 'tradingtech_main'));
    assert.equal(ribbonsIn((await browse('/')).text), 1);
  });

  test('can be put there as samples, and taken away', async () => {
    const { text } = await browse('/app/ribbons', 'POST', { set: 'sample' });
    assert.equal(ribbonsIn(text), 2);
    assert.ok(text.includes('These buttons write the platform’s state themselves'));
    assert.deepEqual(await simulator.calls('3.9'), []);
    assert.equal(ribbonsIn((await browse('/app/ribbons', 'POST', { set: 'none' })).text), 0);
  });
});

describe('the platform failures', () => {
  const faults = async () =>
    (await fetch(`${simulator.url}/control/faults`)).json() as Promise<Record<string, unknown>>;

  test('are added one to another, shown, and taken back at once', async () => {
    await browse('/app/faults', 'POST', { add: '1', call: '3.5', kind: 'drop', times: '2' });
    await browse('/app/faults', 'POST', { add: '1', call: '3.2', kind: 'stall', times: '1' });
    const { text } = await browse('/app/faults', 'POST', { set: '1', duplicateEmail: 'on' });
    for (const shown of ['3.5, 2 times, loses its answer', '3.2 takes 30 s', '3.2 finds every email taken']) {
      assert.ok(text.includes(shown), shown);
    }
    const set = await faults();
    assert.deepEqual(set.dropAnswer, { call: '3.5', times: 2 });
    assert.equal(set.duplicateEmail, true);
    await browse('/app/faults', 'POST', { clear: '1' });
    const { dropAnswer, stallNext, duplicateEmail } = await faults();
    assert.deepEqual([dropAnswer, stallNext, duplicateEmail], [null, null, false]);
  });

  test('that make no sense are refused', async () => {
    const { status } = await browse('/app/faults', 'POST', { add: '1', call: '3.5', kind: 'fail-500', times: '0' });
    assert.equal(status, 400);
    assert.equal((await faults()).failNext, null);
  });

  test('stall one call and no other', async () => {
    await simulator.setFaults({ stallNext: { call: '3.11', delayMs: 300 } });
    const look = () =>
      platform.call('GET', '/cid/oauth2/ctid/userId', { brokerCrmName: 'tradingtech_crm', email: 'a@example.com' });
    const startedAtMs = performance.now();
    await look();
    assert.ok(performance.now() - startedAtMs >= 290);
    assert.equal((await faults()).stallNext, null);
    await look();
  });
});

describe('the panel of calls', () => {
  const linesIn = (text: string) =>
    [...text.matchAll(/data-testid="call" data-call="([^"]+)" data-direction="([^"]+)" data-status="([^"]*)"/g)].map(
      ([, call, direction, status]) => `${direction} ${call} ${status}`.trim(),
    );

  test('shows calls of both directions and the ways of the browser in their order', async () => {
    await browse('/open?broker=tradingtech_main');
    await browse(issueSignInToken(bridge, `ot_${'x'.repeat(32)}followed`, 'tradingtech_main'));
    await platform.call('GET', '/cid/oauth2/ctid/userId', { brokerCrmName: 'tradingtech_crm', email: 'a@example.com' });
    const { text } = await browse('/');
    assert.deepEqual(linesIn(text), ['open open', 'return return', 'out 4.2 200', 'in 3.11 200']);
    assert.equal(text.match(/<code>ot_…followed<\/code>/g)?.length, 2, 'the token can be followed');
    assert.ok(!text.includes('xxxx'));
    assert.deepEqual(
      (await simulator.calls()).map(({ direction }) => direction),
      ['out', 'in'],
      'the control shows the ways of the browser only when asked',
    );
  });

  test('is emptied by its button', async () => {
    await browse('/open?broker=tradingtech_main');
    const { text } = await browse('/app/calls/clear', 'POST');
    assert.deepEqual(linesIn(text), []);
  });

  test('hears of every change at once, and lets the simulator stop', async () => {
    const other = await startTestSimulator({ bridgeUrl: bridge.url });
    const stream = await fetch(`${other.url}/app/changes`);
    assert.match(stream.headers.get('content-type') ?? '', /^text\/event-stream/);
    const reader = stream.body?.getReader();
    const session = await openPlatformSession(other.url);
    assert.ok(session.token);
    assert.match(Buffer.from((await reader?.read())?.value ?? []).toString(), /^data: changed/);
    await other.close();
    while (!(await reader?.read())?.done);
  });
});
