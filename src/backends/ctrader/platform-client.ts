import type { Broker } from '../../domain/brokers/broker.ts';
import { type BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import { createManagerTokens, type ManagerTokens } from './manager-token.ts';
import { mapPlatformError, platformErrorCodeOf, platformUnavailable } from './map-platform-error.ts';
import type { PlatformAnswer, PlatformCall, PlatformInput } from './platform-call.ts';
import type { PlatformHttp } from './platform-http.ts';

/** Makes any call of the platform, with the manager's token and everything that belongs to one. */
export interface PlatformClient {
  /**
   * @returns The answer, checked.
   * @throws `platform_unavailable` `platform_refused` `platform_email_taken`, each with its outcome.
   */
  call<Answer>(broker: Broker, call: PlatformCall<Answer>, input: PlatformInput): Promise<Answer>;
}

export interface PlatformClientDependencies {
  readonly http: PlatformHttp;
  readonly keyRing: KeyRing;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  readonly clock: Clock;
}

export function createPlatformClient(dependencies: PlatformClientDependencies): PlatformClient {
  const { http } = dependencies;
  const tokens = createManagerTokens(dependencies.keyRing, (broker, call, input) =>
    measured(dependencies, broker, call.name, async () =>
      readAnswer(call, await http.send(broker, call, input, undefined)),
    ),
  );

  return {
    async call(broker, call, input) {
      return measured(dependencies, broker, call.name, async () =>
        readAnswer(call, await sendWithToken(dependencies, tokens, broker, call, input)),
      );
    },
  };
}

/** Sends once and, when the platform no longer takes the token, once more with a new one. */
async function sendWithToken(
  { http, clock }: PlatformClientDependencies,
  tokens: ManagerTokens,
  broker: Broker,
  call: PlatformCall<unknown>,
  input: PlatformInput,
): Promise<PlatformAnswer> {
  const token = await tokenFor(call.name, () => tokens.get(broker));
  const answer = await sendInTime(token);
  if (!rejectsToken(answer)) return answer;
  const renewed = await tokenFor(call.name, () => tokens.renew(broker, token));
  return sendInTime(renewed);

  async function sendInTime(bought: string): Promise<PlatformAnswer> {
    const { sendBeforeMs = Number.POSITIVE_INFINITY } = input;
    if (clock.nowMs() < sendBeforeMs) return http.send(broker, call, input, bought);
    throw platformUnavailable(call.name, 'came too late to be sent', 'not_done');
  }
}

/** A manager without the right for a call gains nothing by a new token. */
function rejectsToken(answer: PlatformAnswer): boolean {
  if (answer.status !== 401 && answer.status !== 403) return false;
  return platformErrorCodeOf(answer.body) !== 'NOT_ENOUGH_RIGHTS';
}

/** A call that could not get a token was not made, whatever became of the purchase. */
async function tokenFor(call: string, get: () => Promise<string>): Promise<string> {
  try {
    return await get();
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    throw platformUnavailable(call, `got no manager token (${error.detail})`, 'not_done', error.retryAfterSeconds);
  }
}

function readAnswer<Answer>(call: PlatformCall<Answer>, answer: PlatformAnswer): Answer {
  if (answer.status >= 400) throw mapPlatformError(call, answer);
  if (!call.answer) return undefined as Answer;
  const { error, value } = call.answer.validate(answer.body ?? {});
  if (!error) return value;
  const field = error.details[0]?.path.join('.') || 'answer';
  throw platformUnavailable(call.name, `was answered with a bad ${field}`, 'unknown');
}

async function measured<Result>(
  { telemetry, clock, log }: PlatformClientDependencies,
  broker: Broker,
  call: string,
  run: () => Promise<Result>,
): Promise<Result> {
  const startedAtMs = clock.nowMs();
  const report = (outcome: string) =>
    telemetry.platformCall(call, outcome, broker.brokerName, (clock.nowMs() - startedAtMs) / 1000);
  try {
    const result = await run();
    report('ok');
    return result;
  } catch (error) {
    report(isBridgeError(error) ? error.code : 'internal_error');
    if (isBridgeError(error)) log.warn(describe(broker, call, error), 'platform call failed');
    throw error;
  }
}

function describe(broker: Broker, call: string, error: BridgeError): object {
  return { broker: broker.brokerName, call, code: error.code, outcome: error.outcome, detail: error.detail };
}
