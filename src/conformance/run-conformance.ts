import { systemClock } from '../lib/clock.ts';
import { createBridgeClient, urlUnder } from './bridge-client.ts';
import { BROWSER_CASES } from './browser/browser-cases.ts';
import { runBrowserCases } from './browser/run-browser-cases.ts';
import { accessTokenCase } from './cases/access-token-case.ts';
import { crmApiTokenCase } from './cases/crm-api-token-case.ts';
import { generateTokenCase } from './cases/generate-token-case.ts';
import { oneTimeTokenCase } from './cases/one-time-token-case.ts';
import { tokenExpiryCase } from './cases/token-expiry-case.ts';
import { twoLoginsCase } from './cases/two-logins-case.ts';
import { twoUsersCase } from './cases/two-users-case.ts';
import type { AgingToken, AgingTokens, ConformanceCase, Trader } from './conformance-case.ts';
import type { ConformanceOptions, ConformanceProgress } from './conformance-options.ts';
import type { CaseReport, ConformanceReport } from './conformance-report.ts';
import { exchangeHttp } from './http-exchange.ts';
import { createLoginForm } from './login-form.ts';
import { type Run, runCase, type Target } from './run-case.ts';
import { createSecretBook, type SecretBook } from './secret-book.ts';

const CASES: readonly ConformanceCase[] = [
  crmApiTokenCase,
  oneTimeTokenCase,
  accessTokenCase,
  generateTokenCase,
  twoLoginsCase,
  twoUsersCase,
  tokenExpiryCase,
];

/**
 * Plays the vendor's tests 6.1.1 to 6.1.7 and 6.2.1 to 6.3.9 against a running bridge, from outside. Faults of the server are in the
 * report; they are never thrown.
 *
 * @throws TypeError when `baseUrl` is not a URL.
 */
export async function runConformance(
  options: ConformanceOptions,
  progress: (event: ConformanceProgress) => void = () => {},
): Promise<ConformanceReport> {
  const clock = options.clock ?? systemClock;
  const target = targetOf(options);
  const startedAtMs = clock.nowMs();
  const unreachableBecause = await probe(target);
  const cases = unreachableBecause === null ? await runCases({ options, target, clock, progress }) : [];
  return {
    baseUrl: printable(target.baseUrl),
    brokerName: options.brokerName,
    brokerCrmName: options.brokerCrmName,
    startedAt: new Date(startedAtMs).toISOString(),
    durationMs: clock.nowMs() - startedAtMs,
    fast: options.fast,
    unreachableBecause,
    cases,
  };
}

async function runCases({ options, target, clock, progress }: Omit<Run, 'common'>): Promise<CaseReport[]> {
  const unwatched = createBridgeClient({ ...target, onAnswer() {} });
  const { crmApiToken } = (await unwatched.buyCrmApiToken(options.password)).body;
  const common: Run['common'] = {
    password: options.password,
    trader: { email: options.login, password: options.loginPassword },
    secondTrader: secondTraderOf(options),
    crmApiToken: typeof crmApiToken === 'string' ? crmApiToken : undefined,
    aging: await startAging({ options, target, clock }),
    clock,
    async wait(ms, because) {
      progress({ kind: 'waiting', seconds: ms / 1000, because });
      await (options.wait ?? waitReally)(ms);
    },
  };
  const run: Run = { options, target, clock, progress, common };
  const isWanted = ({ id }: { id: string }) => options.only?.some((start) => id.startsWith(start)) ?? true;
  const reports: CaseReport[] = [];
  for (const one of CASES.filter(isWanted)) reports.push(await runCase(one, run, one.run));
  return [...reports, ...(await runBrowserCases(BROWSER_CASES.filter(isWanted), run))];
}

/** Logs in as often as the last case needs tokens, before the other cases take their time. */
async function startAging({ options, target, clock }: Pick<Run, 'options' | 'target' | 'clock'>): Promise<AgingTokens> {
  const loginForm = createLoginForm({ ...target, onAnswer() {} });
  const entry = { email: options.login, password: options.loginPassword, keepMeLoggedIn: false };
  const logIn = async (): Promise<AgingToken> => {
    const outcome = await loginForm.logIn(entry);
    return { outcome, receivedAtMs: clock.nowMs() };
  };
  const fullTtlSeconds = options.oneTimeTokenTtlSeconds ?? 60;
  return {
    fullTtlSeconds,
    ttlSeconds: options.fast ? (options.fastTtlSeconds ?? 10) : fullTtlSeconds,
    old: await logIn(),
    spare: options.fast ? await logIn() : undefined,
    young: await logIn(),
  };
}

/** @returns Why the server cannot be reached; `null` when it answers, whatever it says. */
async function probe({ baseUrl, timeoutMs }: Target): Promise<string | null> {
  const answer = await exchangeHttp({ method: 'GET', url: urlUnder(baseUrl, 'auth/login') }, timeoutMs);
  return answer.failure;
}

function targetOf(options: ConformanceOptions): Target {
  const secrets: SecretBook = createSecretBook();
  for (const secret of [options.password, options.loginPassword, options.secondLoginPassword ?? '']) {
    secrets.learn(secret);
  }
  return {
    baseUrl: new URL(options.baseUrl),
    brokerName: options.brokerName,
    brokerCrmName: options.brokerCrmName,
    timeoutMs: options.timeoutMs ?? 10_000,
    secrets,
  };
}

function secondTraderOf({ secondLogin, secondLoginPassword }: ConformanceOptions): Trader | undefined {
  if (secondLogin === undefined || secondLoginPassword === undefined) return undefined;
  return { email: secondLogin, password: secondLoginPassword };
}

/** A URL without the user and password that may stand in it. */
function printable(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function waitReally(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
