import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { createSmtpBackend } from '../../../src/backends/mail/smtp-backend.ts';
import type { MailMessage } from '../../../src/domain/mail/mail-backend.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { type MailServerOptions, startMailServer } from '../../support/mail-server.ts';
import { findFreePort } from '../../support/server-process.ts';

const MAIL_FROM = 'no-reply@sso.example';
const MESSAGE: MailMessage = {
  brokerName: 'main',
  fromName: 'Main Broker',
  to: 'trader@example.com',
  language: 'en',
  subject: 'Hello',
  text: 'Hello there',
  html: '<p>Hello there</p>',
};

async function open(t: TestContext, options: MailServerOptions & { timeoutMs?: number; requireTls?: boolean } = {}) {
  const server = await startMailServer(options);
  const { requireTls = false, timeoutMs = 5000 } = options;
  const backend = createSmtpBackend({ smtpUrl: server.url, mailFrom: MAIL_FROM, requireTls, timeoutMs });
  t.after(() => {
    backend.close();
    return server.close();
  });
  return { server, backend };
}

const isUnavailable = (error: unknown) => isBridgeError(error, 'mail_unavailable');

describe('sending mail', () => {
  test('a message arrives as text and as HTML, from our address in the white label’s name', async (t) => {
    const { server, backend } = await open(t);
    assert.equal(await backend.send(MESSAGE), 'sent');
    const [mail] = server.received;
    assert.deepEqual([mail?.from, mail?.to], [MAIL_FROM, ['trader@example.com']]);
    assert.match(mail?.raw ?? '', /^From: Main Broker <no-reply@sso\.example>\r$/m);
    assert.match(mail?.raw ?? '', /^Content-Type: text\/plain/m);
    assert.match(mail?.raw ?? '', /^Content-Type: text\/html/m);
    assert.match(mail?.raw ?? '', /^Auto-Submitted: auto-generated\r$/m);
    assert.equal(await backend.ping(), true);
  });

  const EVIL = 'x\r\nBcc: victim@example.com\r\n\r\nInjected\u0000\u2028y';
  for (const field of ['fromName', 'subject', 'brokerName', 'language'] as const) {
    test(`row 46: line breaks in ${field} add no header, no recipient and no body`, async (t) => {
      const { server, backend } = await open(t);
      assert.equal(await backend.send({ ...MESSAGE, [field]: EVIL }), 'sent');
      const [mail] = server.received;
      assert.deepEqual(mail?.to, ['trader@example.com']);
      const head = mail?.raw.split('\r\n\r\n')[0] ?? '';
      assert.doesNotMatch(head, /^(Bcc|Injected)/im);
      assert.match(head, /^MIME-Version:/m);
    });
  }

  for (const to of [
    'a@example.com, victim@example.com',
    'a@example.com>\r\nRCPT TO:<victim@example.com',
    '"a" <v@x.y>',
  ]) {
    test(`row 46: ${JSON.stringify(to)} reaches nobody`, async (t) => {
      const { server, backend } = await open(t);
      assert.equal(await backend.send({ ...MESSAGE, to }), 'refused');
      assert.equal(server.received.length, 0);
    });
  }

  test('a recipient whom the server refuses for good is refused; for now, the mail is unavailable', async (t) => {
    assert.equal(await (await open(t, { refuseRecipients: 550 })).backend.send(MESSAGE), 'refused');
    await assert.rejects((await open(t, { refuseRecipients: 450 })).backend.send(MESSAGE), isUnavailable);
    await assert.rejects((await open(t, { refuseRecipients: 554 })).backend.send(MESSAGE), isUnavailable);
  });

  test('a server that is away, hangs or says nothing makes it unavailable, in time, and names no address', async (t) => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    t.after(() => silent.close());
    const address = silent.address();
    assert(typeof address === 'object' && address !== null);
    const { server } = await open(t, { hang: true });
    for (const url of [`smtp://127.0.0.1:${await findFreePort()}`, `smtp://127.0.0.1:${address.port}`, server.url]) {
      const backend = createSmtpBackend({ smtpUrl: url, mailFrom: MAIL_FROM, requireTls: false, timeoutMs: 300 });
      const startedAtMs = performance.now();
      await assert.rejects(backend.send(MESSAGE), (error) => {
        assert(isBridgeError(error, 'mail_unavailable'));
        assert.doesNotMatch(`${error.detail}${error.cause}`, /example/);
        return true;
      });
      assert(performance.now() - startedAtMs < 8000);
    }
  });

  test('closing breaks off what is being sent', async (t) => {
    const { backend, server } = await open(t, { hang: true });
    const sending = backend.send(MESSAGE);
    while (server.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    backend.close();
    await assert.rejects(sending, isUnavailable);
  });

  test('where encryption is required, a server without it gets nothing', async (t) => {
    const { backend, server } = await open(t, { requireTls: true });
    await assert.rejects(backend.send(MESSAGE), isUnavailable);
    assert.equal(server.received.length, 0);
    const lenient = createSmtpBackend({
      ...{ smtpUrl: `${server.url}?requireTLS=false`, mailFrom: MAIL_FROM, requireTls: true },
    });
    assert.equal(await lenient.send(MESSAGE), 'sent');
  });
});
