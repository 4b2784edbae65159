import { type Clock, systemClock } from '../lib/clock.ts';
import { type BridgeClientOptions, createBridgeClient, urlUnder } from './bridge-client.ts';
import { createCaseRecorder } from './case-recorder.ts';
import { accessTokenCase } from './cases/access-token-case.ts';
import { crmApiTokenCase } from './cases/crm-api-token-case.ts';
import { generateTokenCase } from './cases/generate-token-case.ts';
import { oneTimeTokenCase } from './cases/one-time-token-case.ts';
import { tokenExpiryCase } from './cases/token-expiry-case.ts';
import { twoLoginsCase } from './cases/two-logins-case.ts';
import { twoUsersCase } from './cases/two-users-case.ts';
import type { AgingToken, AgingTokens, CaseContext, ConformanceCase, Trader } from './conformance-case.ts';
import type { CaseReport, ConformanceReport } from './conformance-report.ts';
import { exchangeHttp } from './http-exchange.ts';
import { createLoginForm } from './login-form.ts';
import { createSecretBook, type SecretBook } from './secret-book.ts';

export interface ConformanceOptions {
  /** Where the bridge answers; may end in `/b/{brokerName}`. */
  readonly baseUrl: string;
  readonly brokerName: string;
  readonly brokerCrmName: string;
  /** Of call 4.1. */
  readonly password: string;
  /** Email address of a trader of this white label. */
  readonly login: string;
  readonly loginPassword: string;
  /** A second trader; without one, a new trader is signed up. */
  readonly secondLogin?: string | undefined;
  readonly secondLoginPassword?: string | undefined;
  /** For a white label whose one-time tokens live 10 s. */
  readonly fast: boolean;
  /** For each answer; 10 s when left out. */
  readonly timeoutMs?: number;
  /** When a one-time token has to be expired; 60 when left out. */
  readonly oneTimeTokenTtlSeconds?: number;
  /** The same in a fast run; 10 when left out. */
  readonly fastTtlSeconds?: number;
  readonly clock?: Clock;
  readonly wait?: (ms: number) => Promise<void>;
}

/** What happens while a run goes on, for someone who watches. */
export type ConformanceProgress =
  | { readonly kind: 'case-started'; readonly id: string; readonly title: string }
  | { readonly kind: 'case-finished'; readonly report: CaseReport }
  | { readonly kind: 'waiting'; readonly seconds: number; readonly because: string };

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
 * Plays the vendor's tests 6.1.1 to 6.1.7 against a running bridge, from outside. Faults of the server are in the
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

type Target = Omit<BridgeClientOptions, 'onAnswer'>;

interface Run {
  readonly options: ConformanceOptions;
  readonly target: Target;
  readonly clock: Clock;
  readonly progress: (event: ConformanceProgress) => void;
}

async function runCases(run: Run): Promise<CaseReport[]> {
  const { options, target, progress } = run;
  const unwatched = createBridgeClient({ ...target, onAnswer() {} });
  const { crmApiToken } = (await unwatched.buyCrmApiToken(options.password)).body;
  const common: Omit<CaseContext, 'bridge' | 'loginForm' | 'recorder'> = {
    password: options.password,
    trader: { email: options.login, password: options.loginPassword },
    secondTrader: secondTraderOf(options),
    crmApiToken: typeof crmApiToken === 'string' ? crmApiToken : undefined,
    aging: await startAging(run),
    clock: run.clock,
    async wait(ms, because) {
      progress({ kind: 'waiting', seconds: ms / 1000, because });
      await (options.wait ?? waitReally)(ms);
    },
  };
  const reports: CaseReport[] = [];
  for (const conformanceCase of CASES) {
    progress({ kind: 'case-started', id: conformanceCase.id, title: conformanceCase.title });
    const report = await runCase(conformanceCase, common, run);
    progress({ kind: 'case-finished', report });
    reports.push(report);
  }
  return reports;
}

async function runCase(
  { id, title, run }: ConformanceCase,
  common: Omit<CaseContext, 'bridge' | 'loginForm' | 'recorder'>,
  { target, clock }: Run,
): Promise<CaseReport> {
  const startedAtMs = clock.nowMs();
  const recorder = createCaseRecorder(target.secrets);
  const watched = { ...target, onAnswer: recorder.answer };
  await run({ ...common, recorder, bridge: createBridgeClient(watched), loginForm: createLoginForm(watched) });
  const { steps, notes } = recorder.finish();
  const result = steps.every((step) => step.passed) ? 'passed' : 'failed';
  return { id, title, result, durationMs: clock.nowMs() - startedAtMs, steps, notes };
}

/** Logs in as often as the last case needs tokens, before the other cases take their time. */
async function startAging({ options, target, clock }: Run): Promise<AgingTokens> {
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
