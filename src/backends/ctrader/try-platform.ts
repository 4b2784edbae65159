import { Agent, request } from 'undici';
import type {
  PlatformTrial,
  PlatformTrialOutcome,
  PlatformTrialStep,
  TryPlatform,
} from '../../domain/brokers/platform-backend.ts';
import { isBridgeError } from '../../errors/bridge-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { managerTokenInput, openManagerPassword } from './manager-token.ts';
import { codeOf, isTimeout, UNTRUSTED_CERTIFICATE } from './map-transport-failure.ts';
import { managerTokenAnswer } from './wire-schemas.ts';

const ANSWER_LIMIT_BYTES = 65_536;

export interface TryPlatformOptions {
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

type Failure = Omit<Extract<PlatformTrialOutcome, { kind: 'failed' }>, 'tookMs'>;

/** One connection for one call, apart from those of the traders: neither their breaker nor their token hides what is wrong. */
export function createTryPlatform({ keyRing, clock, timeoutMs }: TryPlatformOptions): TryPlatform {
  return async (trial) => {
    const startedAtMs = clock.nowMs();
    const failure = await tryOnce(keyRing, timeoutMs, trial);
    const tookMs = clock.nowMs() - startedAtMs;
    return failure ? { ...failure, tookMs } : { kind: 'works', tookMs };
  };
}

/** @returns What went wrong; `undefined` when it works. */
async function tryOnce(keyRing: KeyRing, timeoutMs: number, trial: PlatformTrial): Promise<Failure | undefined> {
  const { baseUrl, managerLogin } = trial;
  const agent = new Agent({
    connections: 1,
    maxResponseSize: ANSWER_LIMIT_BYTES,
    connectTimeout: Math.ceil(timeoutMs / 2),
  });
  try {
    const { path, body } = managerTokenInput(managerLogin, passwordOf(keyRing, trial));
    const { statusCode, body: answer } = await request(new URL(baseUrl.replace(/\/+$/, '') + path), {
      ...{ dispatcher: agent, method: 'POST', signal: AbortSignal.timeout(timeoutMs) },
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: body ?? null,
    });
    return failureOfAnswer(statusCode, await answer.text());
  } catch (failure) {
    if (isBridgeError(failure, 'platform_unavailable')) return failed('password', null);
    return failureOfTransport(failure);
  } finally {
    await agent.destroy();
  }
}

function passwordOf(keyRing: KeyRing, { password }: PlatformTrial): string {
  return password.kind === 'entered' ? password.text : openManagerPassword(keyRing, password.broker);
}

/** A platform says no to a login with 401 or 403, and to one that it does not know with 400; 404 is no platform at all. */
function failureOfAnswer(status: number, text: string): Failure | undefined {
  if (status === 400 || status === 401 || status === 403) return failed('login', String(status));
  if (status < 200 || status >= 300) return failed('answer', String(status));
  return isTokenAnswer(text) ? undefined : failed('answer', String(status));
}

function isTokenAnswer(text: string): boolean {
  try {
    return managerTokenAnswer.validate(JSON.parse(text)).error === undefined;
  } catch {
    return false;
  }
}

const UNKNOWN_NAME = /^(ENOTFOUND|EAI_\w+|ERR_INVALID_URL)$/;
const TLS = /^(ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED)/;

function failureOfTransport(failure: unknown): Failure {
  // Of a name with several addresses the first one tells enough.
  const first = failure instanceof AggregateError && failure.errors.length > 0 ? failure.errors[0] : failure;
  const code = codeOf(first);
  if (isTimeout(first) || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return failed('timeout', code);
  if (UNKNOWN_NAME.test(code)) return failed('address', code);
  if (UNTRUSTED_CERTIFICATE.test(code) || TLS.test(code)) return failed('tls', code);
  return failed(/^(UND_ERR_RES|HPE_)/.test(code) ? 'answer' : 'connection', code);
}

function failed(at: PlatformTrialStep, code: string | null): Failure {
  return { kind: 'failed', at, code };
}
