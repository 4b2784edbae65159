import { DEPOSITORS } from '../support/deposit-screen.ts';
import { platformCaller } from '../support/platform-caller.ts';
import { linkTokenIn, mailTo, resetBrowser } from '../support/reset-browser.ts';
import { newEmail, type PageAnswer, send, ticketIn, traderBrowser } from '../support/trader-browser.ts';
import { CANARY_BROKER, CANARY_PASSWORD, CANARY_TRADER, type CanaryBridge, newCanary } from './canary-bridge.ts';
import { QUERY_MARKER, type Refusals } from './canary-calls.ts';
import { note } from './secrets.ts';

const PAGE_QUERY = `note=${QUERY_MARKER}`;

/** Signs the canary's trader in. @returns The one-time token. */
export async function signInCanary({ bridge, secrets }: CanaryBridge): Promise<string> {
  const browser = traderBrowser(bridge.url, { brokerName: CANARY_BROKER });
  const page = await browser.open(`?${PAGE_QUERY}`);
  note(secrets, 'form ticket', ticketIn(page));
  const form = { ...CANARY_TRADER, ticket: ticketIn(page), keepMeLoggedIn: 'true' };
  const answer = await browser.post(form, `?${PAGE_QUERY}`);
  const token = new URL(answer.headers.location ?? 'http://none').searchParams.get('token');
  if (token === null) throw new Error(`The sign-in answered ${answer.status}: ${answer.text}`);
  note(secrets, 'one-time token', token);
  return token;
}

/** Log-in and sign-up, good and bad, with a platform that fails in every way. */
export async function useCanaryScreens(canary: CanaryBridge): Promise<Refusals> {
  const { bridge, simulator, secrets } = canary;
  const refusals: Refusals = { texts: [] };
  const browser = traderBrowser(bridge.url, { brokerName: CANARY_BROKER });
  const take = (answer: PageAnswer) => {
    if (answer.status >= 400) refusals.texts.push(answer.text);
    const location = URL.parse(String(answer.headers.location));
    note(secrets, 'one-time token', location?.searchParams.get('token'));
  };
  const newPassword = () => {
    const password = newCanary('trader');
    note(secrets, 'trader password', password);
    return password;
  };
  const signUp = async (email = newEmail()) =>
    take(await browser.signUp({ email, password: newPassword() }, PAGE_QUERY));

  const token = await signInCanary(canary);
  take(await browser.logIn({ ...CANARY_TRADER, password: newPassword() }, `?${PAGE_QUERY}&token=${token}`));
  take(await browser.logIn({ email: 'nobody@example.com', password: newPassword() }, `?${PAGE_QUERY}`));
  const inWrongField = newCanary('email');
  note(secrets, 'password typed as email', inWrongField);
  take(await browser.logIn({ email: inWrongField, password: newPassword() }));
  take(await browser.post({ ...CANARY_TRADER, password: newPassword(), ticket: newPassword() }, `?${PAGE_QUERY}`));
  take(await browser.post({ password: newPassword() }, `?${PAGE_QUERY}`, { 'Sec-Fetch-Site': 'cross-site' }));
  const twice = new URLSearchParams([
    ['ticket', await browser.ticket()],
    ['password', newPassword()],
    ['password', newPassword()],
    ['email', CANARY_TRADER.email],
  ]);
  take(await browser.post(twice));

  await signUp();
  await signUp(CANARY_TRADER.email);
  await signUp('someone@privaterelay.appleid.com');
  for (const faults of [
    { failNext: { call: '3.2', times: 9, status: 500, errorCode: 'UNKNOWN_ERROR' } },
    { failNext: { call: '3.3', times: 9, status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } },
    { dropAnswer: { call: '3.2', times: 9 } },
    { garbleAnswer: { call: '3.2', times: 9 } },
    { garbleAnswer: { call: '3.1', times: 9 }, rejectManagerTokens: true },
    { rejectManagerTokens: true },
    { duplicateEmail: true },
    { latencyMs: 1500 },
  ]) {
    await simulator.setFaults(faults);
    await signUp();
  }
  await simulator.clearFaults();
  const resets = resetBrowser(bridge.url, { brokerName: CANARY_BROKER });
  const forgetful = newEmail();
  await signUp(forgetful);
  for (const count of [2, 3]) {
    await resets.request(forgetful, `?${PAGE_QUERY}`);
    const mail = await mailTo(canary, forgetful, count);
    note(secrets, 'reset link', linkTokenIn(mail));
    note(secrets, 'mail', mail.text);
    if (count === 3) continue;
    await resets.open(`?token=${linkTokenIn(mail)}`);
    take(await resets.reset(linkTokenIn(mail), 'short'));
    take(await resets.reset(linkTokenIn(mail), newPassword()));
    take(await resets.reset(linkTokenIn(mail), newPassword()));
  }
  for (let attempt = 0; attempt < 10; attempt += 1) {
    take(await browser.logIn({ email: 'guessed@example.com', password: newPassword() }));
  }
  return refusals;
}

/** A sign-up whose id stands in addresses, with a platform that fails at the last step. */
export async function useCanarySteps({ bridge, simulator, secrets }: CanaryBridge): Promise<Refusals> {
  const browser = traderBrowser(bridge.url, { brokerName: CANARY_BROKER });
  const password = newCanary('trader');
  note(secrets, 'trader password', password);
  const first = await browser.open(`?firstLogin=true&${PAGE_QUERY}`);
  const profile = await browser.sendForm(first, { email: newEmail(), password });
  const id = new URL(profile.url).searchParams.get('signUp');
  if (!id) throw new Error(`The first step answered ${profile.status}: ${profile.text}`);
  note(secrets, 'sign-up id', id);
  await send(profile.url, { method: 'HEAD', headers: { Referer: profile.url } });
  await simulator.setFaults({ dropAnswer: { call: '3.2', times: 9 } });
  await browser.sendForm(profile);
  await simulator.clearFaults();
  await browser.sendForm(profile);
  const { origin, search } = new URL(profile.url);
  const answers = [
    await send(`${origin}/b/nobody/auth/login${search}`),
    await send(`${origin}/auth/nothing${search}`),
    await send(profile.url, { method: 'PUT' }),
  ];
  return { texts: answers.map(({ text }) => text) };
}

/** Deposits, good and bad, with a platform that fails in every way. */
export async function useCanaryDeposits(canary: CanaryBridge): Promise<Refusals> {
  const { bridge, simulator, secrets } = canary;
  const refusals: Refusals = { texts: [] };
  const { userId, live } = DEPOSITORS[CANARY_BROKER];
  const platform = platformCaller(bridge.url, CANARY_BROKER);
  const crmApiToken = await platform.crmApiToken(CANARY_PASSWORD);
  const session = await platform.redeem(crmApiToken, await signInCanary(canary));
  note(secrets, 'crmApiToken', crmApiToken);
  for (const name of ['accessToken', 'inappToken']) note(secrets, name, session.body[name]);
  const page = `${bridge.url}/b/${CANARY_BROKER}/inapp/deposit`;
  const take = (answer: PageAnswer) => {
    note(secrets, 'form ticket', ticketIn(answer));
    if (answer.status >= 400) refusals.texts.push(answer.text);
    return answer;
  };
  const open = async (account: number) => {
    const { body } = await platform.generate(crmApiToken, userId, String(session.body.inappToken));
    note(secrets, 'one-time token', body.token);
    const url = `${page}?token=${body.token}&account=${account}&${PAGE_QUERY}`;
    const answer = take(await send(url));
    take(await send(url));
    return ticketIn(answer);
  };
  const deposit = async (amount: string, ticket: string) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
    const body = new URLSearchParams({ ticket, amount }).toString();
    return take(await send(`${page}?${PAGE_QUERY}`, { method: 'POST', headers, body }));
  };

  await open(1);
  const { status, text } = await deposit('250.00', await open(live));
  if (status !== 303) throw new Error(`The deposit answered ${status}: ${text}`);
  for (const amount of ['250.13', '1e3', '0']) await deposit(amount, await open(live));
  await deposit('20', `${await open(live)}x`);
  for (const faults of [
    { failNext: { call: '3.5', times: 9, status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } },
    { failNext: { call: '3.5', times: 9, status: 500, errorCode: 'UNKNOWN_ERROR' } },
    { dropAnswer: { call: '3.5', times: 9 } },
    { garbleAnswer: { call: '3.5', times: 9 } },
    { rejectManagerTokens: true },
  ]) {
    await simulator.setFaults(faults);
    const ticket = await open(live);
    await deposit('30', ticket);
    await deposit('30', ticket);
  }
  await simulator.clearFaults();
  return refusals;
}

/** Tries to log in and to sign up while a store is gone. */
export async function tryCanaryScreens({ bridge, secrets }: CanaryBridge): Promise<Refusals> {
  const browser = traderBrowser(bridge.url, { brokerName: CANARY_BROKER });
  const password = newCanary('trader');
  note(secrets, 'trader password', password);
  const answers = [
    await browser.logIn(CANARY_TRADER),
    await browser.signUp({ email: newEmail(), password }, PAGE_QUERY),
  ];
  return { texts: answers.map(({ text }) => text) };
}

export async function readMetrics({ bridge, metricsToken }: CanaryBridge): Promise<string> {
  const { text } = await send(`${bridge.url}/metrics`, { headers: { Authorization: `Bearer ${metricsToken}` } });
  return text;
}
