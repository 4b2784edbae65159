import { DEPOSITORS } from '../support/deposit-screen.ts';
import { jpegFile, pdfFile, pngFile } from '../support/document-files.ts';
import { type MultipartPart, multipartBody } from '../support/multipart-body.ts';
import { platformCaller } from '../support/platform-caller.ts';
import { type PageAnswer, send, ticketIn } from '../support/trader-browser.ts';
import { CANARY_BROKER, CANARY_PASSWORD, type CanaryBridge, newCanary } from './canary-bridge.ts';
import { QUERY_MARKER, type Refusals } from './canary-calls.ts';
import { signInCanary } from './canary-screens.ts';
import { note } from './secrets.ts';

/** Documents, good and bad; what they hold and what they are called are secrets. */
export async function useCanaryKyc(canary: CanaryBridge): Promise<Refusals> {
  const { bridge, secrets } = canary;
  const refusals: Refusals = { texts: [] };
  const platform = platformCaller(bridge.url, CANARY_BROKER);
  const crmApiToken = await platform.crmApiToken(CANARY_PASSWORD);
  const session = await platform.redeem(crmApiToken, await signInCanary(canary));
  note(secrets, 'crmApiToken', crmApiToken);
  for (const name of ['accessToken', 'inappToken']) note(secrets, name, session.body[name]);
  const page = `${bridge.url}/b/${CANARY_BROKER}/inapp/kyc?note=${QUERY_MARKER}`;

  const take = (answer: PageAnswer) => {
    note(secrets, 'form ticket', ticketIn(answer));
    if (answer.status >= 400) refusals.texts.push(answer.text);
    return answer;
  };
  const secret = () => {
    const text = newCanary('document');
    for (const encoding of ['latin1', 'hex', 'base64'] as const) {
      note(secrets, 'document', Buffer.from(text).toString(encoding).replace(/=+$/, ''));
    }
    return text;
  };
  const open = async () => {
    const { userId } = DEPOSITORS[CANARY_BROKER];
    const { body } = await platform.generate(crmApiToken, userId, String(session.body.inappToken));
    note(secrets, 'one-time token', body.token);
    return ticketIn(take(await send(`${page}&token=${body.token}`)));
  };
  const post = async (parts: readonly MultipartPart[]) => {
    const { body, contentType } = multipartBody(parts);
    const headers = { 'Content-Type': contentType, 'Sec-Fetch-Site': 'same-origin' };
    return take(await send(page, { method: 'POST', headers, body }));
  };

  const ticket = { name: 'ticket', content: await open() };
  const front = { name: 'identity-front', fileName: `${secret()}.jpg`, content: jpegFile() };
  const bill = { name: 'proof-of-address', fileName: 'bill.pdf', content: pdfFile(secret()) };
  const large = { ...front, content: Buffer.alloc(6_000_000, secret()) };
  for (const parts of [
    [front, bill],
    [ticket, { ...front, content: secret() }, bill],
    [ticket, { ...bill, name: secret() }],
    [ticket, large, bill],
    [ticket, { ...front, contentType: secret(), content: pngFile(10, 10, Buffer.from(secret())) }, bill],
    [ticket, { name: secret(), content: secret() }, { ...front, name: 'x' }],
  ]) {
    await post(parts);
  }
  const { status, text } = await post([ticket, front, bill]);
  if (status !== 303) throw new Error(`The documents were answered with ${status}: ${text}`);
  await post([ticket, { ...front, content: jpegFile(300, 300) }, bill]);
  return refusals;
}
