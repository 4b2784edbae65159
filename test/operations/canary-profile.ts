import { platformCaller } from '../support/platform-caller.ts';
import { linkTokenIn, mailTo } from '../support/reset-browser.ts';
import { newEmail, type PageAnswer, send, ticketIn, tokenIn, traderBrowser } from '../support/trader-browser.ts';
import { CANARY_BROKER, CANARY_PASSWORD, type CanaryBridge, newCanary } from './canary-bridge.ts';
import { QUERY_MARKER, type Refusals } from './canary-calls.ts';
import { note } from './secrets.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

/** Another password and another email address, with good and bad forms; the cookies and links on the way are secrets. */
export async function useCanaryProfile(canary: CanaryBridge): Promise<Refusals> {
  const { bridge, simulator, secrets } = canary;
  const refusals: Refusals = { texts: [] };
  const newPassword = () => {
    const password = newCanary('trader');
    note(secrets, 'trader password', password);
    return password;
  };
  const take = (answer: PageAnswer) => {
    note(secrets, 'form ticket', ticketIn(answer));
    note(secrets, 'cookie', /^[^=]+=([^;]+)/.exec(String(answer.headers['set-cookie'] ?? ''))?.[1]);
    note(secrets, 'one-time token', URL.parse(String(answer.headers.location), bridge.url)?.searchParams.get('token'));
    if (answer.status >= 400) refusals.texts.push(answer.text);
    return answer;
  };
  const base = `${bridge.url}/b/${CANARY_BROKER}`;
  const password = newPassword();
  const signUp = await traderBrowser(bridge.url, { brokerName: CANARY_BROKER }).signUp({ email: newEmail(), password });
  note(secrets, 'one-time token', tokenIn(signUp));
  const platform = platformCaller(bridge.url, CANARY_BROKER);
  const crmApiToken = await platform.crmApiToken(CANARY_PASSWORD);
  note(secrets, 'crmApiToken', crmApiToken);
  const session = (await platform.redeem(crmApiToken, tokenIn(signUp))).body;
  note(secrets, 'inappToken', session.inappToken);

  const token = async () => {
    const { body } = await platform.generate(crmApiToken, session.userId, String(session.inappToken));
    note(secrets, 'one-time token', body.token);
    return String(body.token);
  };
  const open = async (action: string) => {
    const url = `${base}/inapp/${action}?token=${await token()}&note=${QUERY_MARKER}`;
    const answer = take(await send(url));
    take(await send(url));
    return ticketIn(answer);
  };
  const post = async (path: string, form: Readonly<Record<string, string>>) =>
    take(
      await send(`${base}${path}?note=${QUERY_MARKER}`, {
        method: 'POST',
        headers: FORM,
        body: new URLSearchParams(form).toString(),
      }),
    );

  take(await send(`${base}/sso/callback?token=${await token()}&note=${QUERY_MARKER}`));
  take(await post('/inapp/action', { ticket: await open('action'), go: 'change-email' }));
  const email = newEmail();
  const wrong = { newEmail: email, currentPassword: newPassword() };
  await post('/inapp/change-email', { ticket: await open('change-email'), ...wrong });
  await post('/inapp/change-email', { ticket: await open('change-email'), newEmail: email, currentPassword: password });
  const link = linkTokenIn(await mailTo(canary, email));
  note(secrets, 'email link', link);
  const confirm = `/auth/confirm-email`;
  const ticket = ticketIn(take(await send(`${base}${confirm}?token=${link}&note=${QUERY_MARKER}`)));
  await post(confirm, { ticket: `${ticket}x`, token: link });
  for (const faults of [
    { failNext: { call: '3.10', times: 9, status: 500, errorCode: 'UNKNOWN_ERROR' } },
    { dropAnswer: { call: '3.10', times: 9 } },
  ]) {
    await simulator.setFaults(faults);
    await post(confirm, { ticket, token: link });
  }
  await simulator.clearFaults();
  await post(confirm, { ticket, token: link });
  await post(confirm, { ticket, token: `${link.slice(0, -1)}${link.endsWith('_') ? '-' : '_'}` });
  const form = { currentPassword: password, newPassword: newPassword() };
  await post('/inapp/change-password', { ticket: await open('change-password'), ...form, newPassword: 'short' });
  const { status, text } = await post('/inapp/change-password', { ticket: await open('change-password'), ...form });
  if (status !== 303) throw new Error(`The change of the password answered ${status}: ${text}`);
  return refusals;
}
