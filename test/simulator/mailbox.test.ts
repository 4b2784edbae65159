import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { createSmtpBackend } from '../../src/backends/mail/smtp-backend.ts';
import type { MailBackend, MailMessage } from '../../src/domain/mail/mail-backend.ts';
import { parseMail } from '../../src/simulator/mail/parse-mail.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { send } from '../support/trader-browser.ts';

const LINK = 'https://sso.example/b/main/auth/reset-password?lang=de&token=abc';
const MESSAGE: MailMessage = {
  brokerName: 'tradingtech_main',
  fromName: 'Größe & Söhne – 经纪人',
  to: 'trader@example.com',
  language: 'de',
  subject: 'Passwort zurücksetzen – jetzt',
  text: `Grüße!\n\n${LINK}\n\nEine Zeile, die so lang ist, dass sie auf dem Weg gebrochen wird: ${'lang '.repeat(30)}=3D`,
  html: `<p>Grüße! <a href="${LINK.replaceAll('&', '&amp;')}">Öffnen</a></p>`,
};

describe('the simulator’s mailbox', () => {
  let simulator: TestSimulator;
  let backend: MailBackend;
  before(async () => {
    simulator = await startTestSimulator();
    const mailFrom = 'no-reply@sso.example';
    backend = createSmtpBackend({ smtpUrl: simulator.smtpUrl, mailFrom, requireTls: false });
  });
  after(async () => {
    backend.close();
    await simulator.close();
  });
  beforeEach(() => simulator.clearMails());

  const page = (path: string) => send(simulator.url + path);

  test('shows what was sent as it was written, in text and in HTML', async () => {
    await backend.send(MESSAGE);
    const [mail] = await simulator.mails();
    assert.equal(mail?.subject, MESSAGE.subject);
    assert.equal(mail?.text, MESSAGE.text);
    assert.equal(mail?.html, MESSAGE.html);
    assert.ok(mail?.from.includes(MESSAGE.fromName), mail?.from);
    assert.deepEqual([mail?.to, mail?.brokerName], [['trader@example.com'], 'tradingtech_main']);
  });

  test('lists the newest first, by broker and by recipient', async () => {
    await backend.send({ ...MESSAGE, subject: 'one' });
    await backend.send({ ...MESSAGE, subject: 'two', brokerName: 'financialhouse_main' });
    await backend.send({ ...MESSAGE, subject: 'three', to: 'other@example.com' });
    const subjectsAt = async (path: string) =>
      [...(await page(path)).text.matchAll(/href="\/mailbox\/\d+">([^<]+)</g)].map(([, subject]) => subject);
    assert.deepEqual(await subjectsAt('/mailbox'), ['three', 'two', 'one']);
    assert.deepEqual(await subjectsAt('/mailbox?broker=financialhouse_main'), ['two']);
    assert.deepEqual(await subjectsAt('/mailbox?to=other@example.com'), ['three']);
  });

  test('tells at the head of every page how many mails there are, whatever is shown', async () => {
    assert.doesNotMatch((await page('/mailbox')).text, /data-testid="mail-count"/);
    await backend.send(MESSAGE);
    await backend.send({ ...MESSAGE, brokerName: 'financialhouse_main' });
    const [{ id } = { id: 0 }] = await simulator.mails();
    for (const path of ['/', '/mailbox', '/mailbox?broker=financialhouse_main', `/mailbox/${id}`, '/mailbox/999']) {
      const { text } = await page(path);
      assert.match(text, /data-testid="mail-count">2</, path);
      assert.doesNotMatch(text, /\[object /);
    }
  });

  test('makes links clickable, and executes nothing of a mail', async () => {
    const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    await backend.send({ ...MESSAGE, subject: script, text: `${script}\n${LINK}`, html: script });
    const [{ id } = { id: 0 }] = await simulator.mails();
    for (const path of ['/mailbox', `/mailbox/${id}`]) {
      const { status, text, headers } = await page(path);
      assert.equal(status, 200);
      assert.doesNotMatch(text, /<script|<img/);
      assert.match(String(headers['content-security-policy']), /^default-src 'none'/);
    }
    const shown = await page(`/mailbox/${id}`);
    assert.ok(shown.text.includes(`<a href="${LINK.replaceAll('&', '&amp;')}">`));
    assert.match(shown.text, /<iframe[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox">/);
    const policy = String((await page(`/mailbox/${id}/html`)).headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /sandbox allow-popups allow-popups-to-escape-sandbox$/);
    assert.doesNotMatch(policy, /script-src|allow-scripts|allow-same-origin/);
  });

  test('says so when a mail is not there', async () => {
    for (const path of ['/mailbox/999', '/mailbox/x', '/mailbox/999/html'])
      assert.equal((await page(path)).status, 404);
    assert.match((await page('/mailbox')).text, /No mail yet/);
  });

  test('keeps the latest 200', async () => {
    for (let round = 0; round < 21; round += 1) {
      await Promise.all(Array.from({ length: 10 }, () => backend.send(MESSAGE)));
    }
    assert.equal((await simulator.mails()).length, 200);
  });

  test('refuses a mail that is too large, and goes on', async () => {
    await assert.rejects(backend.send({ ...MESSAGE, text: 'x'.repeat(400_000) }));
    assert.equal(await backend.send(MESSAGE), 'sent');
  });

  test('row 46: whatever arrives can be read', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'Content-Type: multipart/mixed; boundary=b',
        'Content-Type: text/html',
        '--b',
        '--b--',
        '',
        '=?UTF-8?Q?=ZZ?=',
      ),
      fc.constantFrom(
        'Content-Transfer-Encoding: base64',
        'Content-Transfer-Encoding: quoted-printable',
        'Subject: =?x?B?%%?=',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const mail = parseMail(Buffer.from(lines.join('\r\n')));
        assert.equal(typeof mail.text, 'string');
      }),
      { numRuns: 500 },
    );
  });
});
