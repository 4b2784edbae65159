import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../config/load-settings.ts';
import { findBrowser } from '../../conformance/browser/find-browser.ts';
import { createLoginForm } from '../../conformance/login-form.ts';
import { newTrader } from '../../conformance/new-trader.ts';
import { runConformance } from '../../conformance/run-conformance.ts';
import { createSecretBook } from '../../conformance/secret-book.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { PlayTests } from './create-conformance-runs.ts';

const ANSWER_WITHIN_MS = 10_000;

/** Plays against the address at which everybody reaches the bridge, as the vendor would. */
export function createPlayTests({ publicUrl, mode, simulatorUrl }: Settings): PlayTests {
  return async (broker, { password, only, trader }, progress, signal) => {
    const { brokerName, brokerCrmName, tokens } = broker;
    const who = trader ?? (await signUp(publicUrl, broker));
    const isSimulated =
      mode === 'sandbox' && URL.parse(broker.platform.baseUrl)?.origin === new URL(simulatorUrl).origin;
    return runConformance(
      {
        ...{ baseUrl: publicUrl, brokerName, brokerCrmName, password, only, fast: false },
        ...{ login: who.email, loginPassword: who.password },
        oneTimeTokenTtlSeconds: tokens.oneTimeTokenTtlSeconds,
        browserPath: findBrowser(),
        simulatorUrl: isSimulated ? simulatorUrl : undefined,
        wait: async (ms) => void (await delay(ms, undefined, { signal })),
      },
      progress,
    );
  };
}

/** Where that fails, the first log-in says so; there is no test without a trader. */
async function signUp(publicUrl: string, { brokerName, brokerCrmName }: Broker) {
  const fresh = newTrader();
  const target = { baseUrl: new URL(publicUrl), brokerName, brokerCrmName, timeoutMs: ANSWER_WITHIN_MS };
  const form = createLoginForm({ ...target, secrets: createSecretBook(), onAnswer() {} });
  await form.signUp({ ...fresh, keepMeLoggedIn: false }).catch(() => undefined);
  return fresh;
}
