import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fillStep } from '../../../src/conformance/fill-form.ts';
import { parseHtmlForms } from '../../../src/conformance/html-form.ts';
import { type ServeProcess, startServe } from '../../cli/serve-process.ts';
import { missingPrograms } from '../../support/missing-programs.ts';
import { runCli } from '../../support/run-cli.ts';
import { findFreePort } from '../../support/server-process.ts';
import { openShell, type Shell } from '../../support/shell.ts';
import { PROJECT_FOLDER } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const PAGE = readFileSync(join(PROJECT_FOLDER, 'docs/broker-api.md'), 'utf8');
const BLOCKS = [...PAGE.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);
/** What the reader may have to wait for. */
const PATIENCE_MS = 30_000;

describe('the five minutes of docs/broker-api.md', {
  skip: missingPrograms(['bash', 'curl', 'openssl', 'node']),
}, () => {
  const folder = makeTempFolder();
  let serve: ServeProcess;
  let shell: Shell;
  let environment: Record<string, string>;

  before(async () => {
    const [port, simulatorPort, smtpPort, receiverPort] = await Promise.all(Array.from({ length: 4 }, findFreePort));
    environment = {
      DATA_DIR: join(folder.path, 'data'),
      PORT: String(port),
      SIMULATOR_PORT: String(simulatorPort),
      SIMULATOR_SMTP_PORT: String(smtpPort),
    };
    serve = startServe([], environment);
    await serve.waitFor('"password":');
    const replaced: readonly (readonly [string, string])[] = [
      ['http://127.0.0.1:3000', `http://127.0.0.1:${port}`],
      ['http://127.0.0.1:3100', `http://127.0.0.1:${simulatorPort}`],
      ['8080', String(receiverPort)],
      // The reader has installed the packages; here their program is run as it lies.
      ['npx drawbridge', `${process.execPath} bin/drawbridge.js`],
    ];
    shell = openShell({ cwd: PROJECT_FOLDER, environment, replaced });
  });
  after(async () => {
    await shell?.close();
    await serve?.end('SIGTERM');
    folder.remove();
  });

  const paste = (index: number): Promise<string> => shell.paste(BLOCKS[index] ?? '');
  const linesOf = (text: string) => text.trimEnd().split('\n').filter(Boolean);

  test('works line by line: a trader, accounts, a link, a payment, events, the log, a signature, an address', async () => {
    assert.equal(BLOCKS.length, 10);
    assert.ok('rateLimits' in JSON.parse(await paste(0)));
    assert.match(JSON.parse(await paste(1)).secret, /^whsec_/);
    const [user, offers, accounts] = linesOf(await paste(2)).map((line) => JSON.parse(line));
    assert.equal(user.firstName, 'Anna');
    assert.ok(offers.items.length > 0);
    assert.equal(accounts.items[0].environment, 'live');
    const bound = JSON.parse(await paste(3));
    assert.deepEqual([bound.environment, bound.linked], ['live', true]);
    await pay((await paste(4)).trim());

    const seen = await repeat(
      () => paste(5),
      (text) => ['user.created', 'account.linked', 'payment.credited'].every((type) => text.split(type).length > 2),
    );
    const [payments, ...rest] = linesOf(seen).map((line) => JSON.parse(line));
    assert.deepEqual([payments.items[0].amountMinor, payments.items[0].state], [25_000, 'credited']);
    const deliveries = rest.at(-1).items as { state: string; event: { type: string } }[];
    assert.ok(deliveries.some(({ state, event }) => event.type === 'payment.credited' && state === 'delivered'));

    const [log, ...verified] = linesOf(await paste(6));
    const entries = JSON.parse(log ?? '').items as { principal: string; justification: string; operation: string }[];
    assert.ok(entries.length >= 5);
    for (const { principal, justification } of entries) {
      assert.deepEqual([principal, justification], ['back_office-ada', 'customer_support-ticket_4711']);
    }
    assert.match(verified.join('\n'), /tradingtech_main/);

    const [signed, again] = linesOf(await paste(7)).map((line) => JSON.parse(line));
    assert.ok('rateLimits' in signed);
    assert.equal(again.error.code, 'invalid_signature');

    const [refusal, status] = linesOf(await paste(8));
    assert.equal(JSON.parse(refusal ?? '').error.code, 'ip_not_whitelisted');
    assert.equal(status, '200');
    assert.equal((await paste(9)).trim(), '');
  });

  test('row 50: the log of the tour verifies, and a tampered copy of it is caught', async () => {
    const verify = (dataDir: string) =>
      runCli(['audit', 'verify', 'tradingtech_main'], { ...environment, DATA_DIR: dataDir });
    const { DATA_DIR = '' } = environment;
    assert.equal((await verify(DATA_DIR)).exitCode, 0);
    await serve.end('SIGTERM');
    const copy = join(folder.path, 'copy');
    cpSync(DATA_DIR, copy, { recursive: true });
    assert.equal((await verify(copy)).exitCode, 0);
    tamper(copy);
    const { exitCode, stdout } = await verify(copy);
    assert.equal(exitCode, 1);
    assert.match(stdout, /entry 2: does not hold what was written/);
  });
});

/** As the trader does in the browser: accept what is to be accepted, type the amount, press the button. */
async function pay(link: string): Promise<void> {
  let page = await fetch(link);
  for (let steps = 0; steps < 4; steps += 1) {
    const text = await page.text();
    const form = parseHtmlForms(text).find(({ method }) => method.toLowerCase() === 'post');
    assert.ok(form, text);
    const body = fillStep(form, { email: '', password: '', keepMeLoggedIn: false });
    const isDeposit = body.has('amount');
    if (isDeposit) body.set('amount', '250.00');
    const sent = await fetch(new URL(form.action, page.url), { method: 'POST', body, redirect: 'manual' });
    if (isDeposit) return assert.ok(sent.status < 400, `${sent.status}`);
    page = sent.status === 303 ? await fetch(new URL(sent.headers.get('location') ?? '', page.url)) : sent;
  }
  assert.fail('No page asked for the amount');
}

async function repeat(look: () => Promise<string>, isThere: (text: string) => boolean): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const text = await look();
    if (isThere(text)) return text;
    assert.ok(Date.now() < deadline, `It did not come to that:\n${text}`);
    await delay(100);
  }
}

/** By somebody with all rights on the records, who also takes the guards away. */
function tamper(dataDir: string): void {
  for (const file of readdirSync(dataDir).filter((name) => name.endsWith('.sqlite'))) {
    const database = new DatabaseSync(join(dataDir, file));
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE name = 'privacy_log_entries'").all();
    if (tables.length > 0) {
      database.exec('DROP TRIGGER privacy_log_entries_no_update');
      database.exec("UPDATE privacy_log_entries SET justification = 'customer_support-ticket_1' WHERE sequence = 2");
    }
    database.close();
  }
}
