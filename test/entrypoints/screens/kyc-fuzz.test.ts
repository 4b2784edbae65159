import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { jpegFile, pdfFile, pngFile, webpFile } from '../../support/document-files.ts';
import { GOOD_FILES, kycScreen } from '../../support/kyc-screen.ts';
import { type MultipartPart, multipartBody } from '../../support/multipart-body.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, send } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    '\0',
    '\r\n',
    '\r\n\r\n',
    '"',
    '\\',
    '%22',
    '__proto__',
    'constructor',
    'a[b]',
    '[]',
    'x'.repeat(9000),
  ),
);
const name = fc.oneof(
  fc.constantFrom('ticket', 'identity-front', 'identity-back', 'proof-of-address', 'brokerName', 'brokerCrmName'),
  text,
);
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(jpegFile(), pngFile(), webpFile(), pdfFile(), Buffer.alloc(0), Buffer.alloc(6_000_000, 'x')),
);
const part: fc.Arbitrary<MultipartPart> = fc.oneof(
  fc.record({ name, content: text }),
  fc.record({ name, content, fileName: text, contentType: text }),
);
const contentType = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  fc.constantFrom(
    ...['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary="', 'multipart/mixed'],
    ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x; boundary=y', ';', 'text/plain'],
  ),
);

describe('row 46: fuzzing the form with files', () => {
  let bridge: WiredBridge;
  let ticket = '';
  let uploads = 0;
  before(async () => {
    bridge = await startWiredBridge();
    ticket = await kycScreen(bridge.url).ticket();
  });
  after(() => bridge.close());

  function assertNoFault({ status, text: page }: PageAnswer): void {
    assert.ok(status >= 300 && status < 500, `${status}: ${page}`);
    assert.doesNotMatch(page, /\bat .*\.ts:\d+|node_modules|SQLITE|<script|Busboy|MulterError|end of form/i);
  }

  function post(body: Buffer, type: string): Promise<PageAnswer> {
    uploads += 1;
    const headers = {
      'Content-Type': type,
      'Sec-Fetch-Site': 'same-origin',
      'X-Forwarded-For': `203.0.${uploads % 200}.${uploads % 251}`,
    };
    return send(`${bridge.url}/b/${BROKER}/inapp/kyc`, { method: 'POST', headers, body });
  }

  test('no parts, behind a good ticket or not, make it fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), fc.boolean(), contentType, async (parts, isKnown, type) => {
        const all = isKnown ? [{ name: 'ticket', content: ticket }, ...parts] : parts;
        const { body, contentType: own } = multipartBody(all);
        assertNoFault(await post(body, type ?? own));
      }),
      { numRuns: 250 },
    );
  });

  test('no damage to a good form makes it fail', async () => {
    const good = multipartBody([
      { name: 'ticket', content: ticket },
      { name: 'identity-front', fileName: 'a.jpg', content: GOOD_FILES['identity-front'] },
      { name: 'identity-back', fileName: '', content: '' },
    ]);
    const { length } = good.body;
    const damage = fc.record({ at: fc.nat(length), cut: fc.nat(60), noise: fc.uint8Array({ maxLength: 40 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        let { body } = good;
        for (const { at, cut, noise } of damages) {
          body = Buffer.concat([body.subarray(0, at), noise, body.subarray(at + cut)]);
        }
        assertNoFault(await post(body, good.contentType));
      }),
      { numRuns: 400 },
    );
  });

  test('after all that the bridge is well, nothing was a bug, and nothing was handed in by halves', async () => {
    assert.doesNotMatch(bridge.logLines.join(''), /"level":"(error|fatal)"/);
    const broker = bridge.app.brokers.get(BROKER);
    for (const { userId } of await bridge.app.kyc.list(broker, { limit: 10 })) {
      const documents = await bridge.app.kyc.listDocuments(broker, userId);
      assert.ok(documents.some(({ kind }) => kind === 'identity-front'));
      assert.ok(documents.some(({ kind }) => kind === 'proof-of-address'));
    }
  });
});
