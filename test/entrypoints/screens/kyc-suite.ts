import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import type { KycCase } from '../../../src/domain/kyc/kyc-case.ts';
import type { KycDocument } from '../../../src/domain/kyc/kyc-document.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { jpegFile, pdfFile, pngFile } from '../../support/document-files.ts';
import type { Engines } from '../../support/engines.ts';
import { GOOD_FILES, type KycScreen, kycScreen } from '../../support/kyc-screen.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, ticketIn, traderBrowser } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const LIMIT_BYTES = 5 * 1024 * 1024;

/** What the page says of the whole, and of each field. */
function notesIn({ text }: PageAnswer): Record<string, string> {
  const notes = [...text.matchAll(/class="field-error" id="([\w-]+)-error">([^<]*)</g)];
  return Object.fromEntries(notes.map(([, field, words]) => [field, words?.trim()]));
}

function hasForm({ text }: PageAnswer): boolean {
  return text.includes('enctype="multipart/form-data"');
}

/** From the form to the decision of staff, as a trader of a new account meets it. */
export function kycSuite(engines: Engines): void {
  let bridge: WiredBridge;
  let screen: KycScreen;
  let userId = '';
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
  });
  after(() => bridge.close());
  beforeEach(async () => {
    const email = newEmail();
    await traderBrowser(bridge.url, { address: '198.51.100.7' }).signUp({ email, password: 'A-long-password-1' });
    const user = await bridge.app.storage.users.findByEmail(BROKER, email);
    if (!user?.platformUserId) throw new Error('The sign-up failed');
    userId = user.id;
    const { platformUserId } = user;
    const seeded = kycScreen(bridge.url, BROKER);
    const token = () => seeded.token(platformUserId);
    const open: KycScreen['open'] = async (options = {}) => seeded.open({ token: await token(), ...options });
    const ticket = async () => ticketIn(await open());
    const handIn: KycScreen['handIn'] = async (files = GOOD_FILES) => seeded.post(await ticket(), files);
    screen = { ...seeded, token, open, ticket, handIn };
  });

  const broker = () => bridge.app.brokers.get(BROKER);
  const caseNow = (): Promise<KycCase | undefined> => bridge.app.kyc.find(broker(), userId);
  const documentsNow = (): Promise<KycDocument[]> => bridge.app.kyc.listDocuments(broker(), userId);

  function assertHandedIn(answer: PageAnswer): void {
    assert.equal(answer.status, 303, answer.text);
    assert.equal(answer.headers.location, broker().screens.successUrl, 'without a token');
  }

  test('a trader who has not started sees the form, hands in, and is led to the success URL', async () => {
    const page = await screen.open();
    assert.equal(page.status, 200);
    assert.ok(hasForm(page));
    assert.match(
      page.text,
      /<input id="identity-front" name="identity-front" type="file" accept="image\/jpeg,[^"]+pdf"/,
    );
    assert.match(page.text, /<a class="close" href="http[^"]+\/callback\/success"/);
    assert.equal(await caseNow(), undefined);
    assertHandedIn(await screen.post(ticketIn(page), { ...GOOD_FILES, 'identity-back': pngFile() }));
    const found = await caseNow();
    assert.deepEqual([found?.state, found?.submission, found?.reason], ['in_review', 1, null]);
    const documents = await documentsNow();
    const shown = documents.map(({ kind, contentType, byteCount }) => [kind, contentType, byteCount]);
    assert.deepEqual(shown, [
      ['identity-back', 'image/png', pngFile().length],
      ['identity-front', 'image/jpeg', jpegFile().length],
      ['proof-of-address', 'application/pdf', pdfFile().length],
    ]);
  });

  test('staff read the documents as they were sent, and only they are not in the clear in the store', async () => {
    const secret = 'Tess Trader, 12 Privacy Lane';
    const bill = pdfFile(secret);
    await screen.handIn({ ...GOOD_FILES, 'proof-of-address': bill });
    const document = (await documentsNow()).find(({ kind }) => kind === 'proof-of-address');
    assert.ok(document);
    const opened = await bridge.app.kyc.readDocument(broker(), document.id);
    assert.deepEqual(opened.content, bill);
    const stored = await bridge.app.storage.kyc.findSealed(BROKER, document.id);
    assert.ok(stored && !stored.sealedContent.includes('Privacy') && !stored.sealedContent.includes('%PDF'));
    assert.doesNotMatch(bridge.logLines.join(''), /Privacy|%PDF|JVBERi/);
  });

  test('while documents are in review the page says so, without a form, and takes no others', async () => {
    const [early, late] = [await screen.ticket(), await screen.ticket()];
    assertHandedIn(await screen.post(early, GOOD_FILES));
    const page = await screen.open();
    assert.ok(!hasForm(page));
    assert.match(page.text, /role="status">Thank you, we have received your documents/);
    assert.match(page.text, /Back to the app/);
    const other = await screen.post(late, { ...GOOD_FILES, 'identity-front': jpegFile(800, 600) });
    assert.equal(other.status, 409);
    assert.match(other.text, /We have your documents already/);
    assert.match(other.text, /<a class="close"/);
    assert.equal((await documentsNow()).length, 2);
  });

  test('a second click, and ten at once, make one submission and all lead to the success URL', async () => {
    const tickets = [await screen.ticket(), await screen.ticket()];
    const ticket = tickets[0] ?? '';
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => screen.post(tickets[index % 2] ?? '', GOOD_FILES)),
    );
    // More than a few at once from one address are asked to come back.
    for (const answer of answers) if (answer.status !== 503) assertHandedIn(answer);
    assertHandedIn(await screen.post(ticket, GOOD_FILES));
    assert.equal((await documentsNow()).length, 2);
    assert.equal((await caseNow())?.submission, 1);
  });

  test('after an approval the page says so, and the same form once more changes nothing', async () => {
    const ticket = await screen.ticket();
    await screen.post(ticket, GOOD_FILES);
    const approved = await bridge.app.kyc.approve(broker(), userId, { by: 'kim' });
    assert.deepEqual([approved.state, approved.decidedBy], ['approved', 'kim']);
    assert.match((await screen.open()).text, /Your identity is verified/);
    assertHandedIn(await screen.post(ticket, GOOD_FILES));
    assert.equal((await screen.post(ticket, { ...GOOD_FILES, 'identity-back': pngFile() })).status, 409);
    assert.equal((await caseNow())?.state, 'approved');
  });

  test('after a refusal the trader reads why, and hands in again; what was sent first is kept', async () => {
    await screen.handIn();
    const reason = 'The photo is blurred <b>&</b> dark.';
    await bridge.app.kyc.refuse(broker(), userId, { by: 'kim', reason });
    const page = await screen.open();
    assert.ok(hasForm(page));
    assert.match(page.text, /could not accept your documents/);
    assert.match(page.text, /<q dir="auto">The photo is blurred &lt;b&gt;&amp;&lt;\/b&gt; dark\.<\/q>/);
    assertHandedIn(await screen.post(ticketIn(page), GOOD_FILES));
    const found = await caseNow();
    assert.deepEqual([found?.state, found?.submission, found?.reason], ['in_review', 2, null]);
    assert.deepEqual(
      (await documentsNow()).map(({ submission }) => submission),
      [2, 2, 1, 1],
    );
  });

  test('after ten refusals there is no form any more', async () => {
    const ticket = await screen.ticket();
    for (let round = 1; round <= 10; round += 1) {
      assertHandedIn(await screen.handIn());
      await bridge.app.kyc.refuse(broker(), userId, { by: 'kim', reason: 'No.' });
    }
    const page = await screen.open();
    assert.ok(!hasForm(page));
    assert.match(page.text, /contact support/);
    const answer = await screen.post(ticket, GOOD_FILES);
    assert.deepEqual([answer.status, (await documentsNow()).length], [409, 20]);
    assert.match(answer.text, /too many times/);
  });

  test('every faulty file has its message beside it, and nothing is handed in', async () => {
    const ticket = await screen.ticket();
    const answer = await screen.post(ticket, {
      'identity-front': Buffer.from('<html>I am a picture'),
      'identity-back': Buffer.alloc(0),
      'proof-of-address': pdfFile().subarray(0, -8),
    });
    assert.equal(answer.status, 415);
    assert.match(notesIn(answer)['identity-front'] ?? '', /neither a photo .* nor a PDF/);
    assert.match(notesIn(answer)['proof-of-address'] ?? '', /damaged or not complete/);
    assert.match(answer.text, /role="alert">Your documents were not handed in yet/);
    assert.equal(await caseNow(), undefined);
    assertHandedIn(await screen.post(ticketIn(answer), GOOD_FILES));
  });

  test('a file that is missing, tiny or lies about its type is refused beside its field', async () => {
    const ticket = await screen.ticket();
    for (const [files, field, status, words] of [
      [{}, 'identity-front', 400, /Choose a file/],
      [{ 'identity-front': jpegFile() }, 'proof-of-address', 400, /Choose a file/],
      [{ ...GOOD_FILES, 'identity-back': pngFile(20, 20) }, 'identity-back', 422, /too small to be read/],
      [{ ...GOOD_FILES, 'identity-back': Buffer.from('MZ\x90\0'.repeat(9)) }, 'identity-back', 415, /neither a photo/],
    ] as const) {
      const answer = await screen.post(ticket, files);
      assert.equal(answer.status, status);
      assert.match(notesIn(answer)[field] ?? '', words);
      assert.match(answer.text, new RegExp(`id="${field}"[^>]+aria-invalid="true" aria-describedby="${field}-error"`));
    }
    const empty = await screen.postParts([
      { name: 'ticket', content: ticket },
      { name: 'identity-front', fileName: 'x.jpg', content: '' },
      { name: 'proof-of-address', fileName: 'x.pdf', contentType: 'application/pdf', content: pdfFile() },
    ]);
    assert.equal(empty.status, 400);
    assert.match(notesIn(empty)['identity-front'] ?? '', /empty/);
    assert.equal(await caseNow(), undefined);
  });

  test('row 48: a file that is too large is refused beside its field, one of just that size is taken', async () => {
    const ticket = await screen.ticket();
    const frame = pngFile().length;
    const large = pngFile(640, 480, randomBytes(LIMIT_BYTES - frame + 1));
    const answer = await screen.post(ticket, { ...GOOD_FILES, 'identity-back': large });
    assert.equal(answer.status, 413);
    assert.match(notesIn(answer)['identity-back'] ?? '', /larger than 5.MB/);
    assert.equal(await caseNow(), undefined);
    const fits = pngFile(640, 480, randomBytes(LIMIT_BYTES - frame));
    assertHandedIn(await screen.post(ticketIn(answer), { ...GOOD_FILES, 'identity-back': fits }));
  });

  test('names and types that the browser gives are neither trusted nor kept', async () => {
    const answer = await screen.postParts([
      { name: 'ticket', content: await screen.ticket() },
      { name: 'identity-front', fileName: '../../etc/passwd', contentType: 'text/html', content: jpegFile() },
      { name: 'proof-of-address', fileName: 'bill.pdf.exe', contentType: 'x/y', content: pdfFile() },
    ]);
    assertHandedIn(answer);
    assert.deepEqual((await documentsNow()).map(({ contentType }) => contentType).sort(), [
      'application/pdf',
      'image/jpeg',
    ]);
    assert.doesNotMatch(bridge.logLines.join(''), /passwd|\.exe/);
  });

  test('the page speaks the trader’s language of numbers and keeps its parameters', async () => {
    const page = await screen.open({ query: 'lang=de&theme=dark&source=iOS' });
    assert.match(page.text, /<html lang="de" dir="ltr" data-theme="dark">/);
    assert.match(page.text, /action="\?lang=de&amp;theme=dark&amp;source=iOS"/);
  });

  test('staff decide once, on what is in review, with a name and a reason', async () => {
    const { kyc } = bridge.app;
    const isCode = (code: 'kyc_not_in_review' | 'parameter_invalid') => (error: unknown) => isBridgeError(error, code);
    await assert.rejects(() => kyc.approve(broker(), userId, { by: 'kim' }), isCode('kyc_not_in_review'));
    await screen.handIn();
    for (const reason of ['', '  ', 'x'.repeat(501), 'a\u0007b', '\ud800']) {
      await assert.rejects(() => kyc.refuse(broker(), userId, { by: 'kim', reason }), isCode('parameter_invalid'));
    }
    await assert.rejects(() => kyc.approve(broker(), userId, { by: ' ' }), isCode('parameter_invalid'));
    const outcomes = await Promise.allSettled([
      kyc.approve(broker(), userId, { by: 'kim' }),
      kyc.refuse(broker(), userId, { by: 'lee', reason: 'No.' }),
      kyc.approve(broker(), userId, { by: 'max' }),
    ]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(() => kyc.approve(broker(), userId, { by: 'kim' }), isCode('kyc_not_in_review'));
  });

  test('no personal data and no ticket stand in the log', async () => {
    const ticket = await screen.ticket();
    await screen.post(ticket, GOOD_FILES);
    await bridge.app.kyc.refuse(broker(), userId, { by: 'kim-the-reviewer', reason: 'blurred-canary' });
    const log = bridge.logLines.join('');
    assert.match(log, /KYC documents handed in/);
    assert.doesNotMatch(log, /kim-the-reviewer|blurred-canary/);
    assert.ok(!log.includes(ticket));
  });
}
