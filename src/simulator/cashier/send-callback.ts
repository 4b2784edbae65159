import type { Clock } from '../../lib/clock.ts';
import { signRequest } from '../../lib/request-signature.ts';
import type { App } from '../app/app.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import type { CashierVisit } from './cashier-visit.ts';

const TIMEOUT_MS = 15_000;

/** Tells the bridge what became of a payment. @returns Whether it answered, and not with a fault of its own. */
export async function sendCallback(
  { bridgeUrl, calls }: App,
  clock: Clock,
  broker: SimulatedBroker,
  { payment, amount, currency }: CashierVisit,
  outcome: 'authorised' | 'declined',
): Promise<boolean> {
  const url = new URL(`${bridgeUrl()}/b/${broker.brokerName}/cashier/callback`);
  const message = { paymentId: payment, outcome, amount, currency, reference: `cashier-${payment}` };
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(clock.nowMs() / 1000));
  const signed = { timestamp, method: 'POST', path: url.pathname, body };
  const record = calls.start({
    ...{ direction: 'out', call: 'cashier', method: 'POST', path: url.pathname },
    ...{ brokerName: broker.brokerName, request: message },
  });
  try {
    const answer = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'content-type': 'application/json',
        'x-cashier-timestamp': timestamp,
        'x-cashier-signature': signRequest(broker.cashierSecret ?? '', signed),
      },
      body,
    });
    const text = await answer.text();
    record.answered(answer.status, text === '' ? null : JSON.parse(text));
    return answer.status < 500;
  } catch {
    return false;
  }
}
