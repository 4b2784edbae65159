import type { Request, Response } from 'express';
import type { Clock } from '../../lib/clock.ts';
import { isSignedRequest } from '../../lib/request-signature.ts';
import { type App, findBroker } from '../app/app.ts';

/** As the sandbox cashier has them: amounts that end in 13 are refused, in 19 never answered. */
const OUTCOMES: Readonly<Record<string, string>> = { '13': 'refused', '19': 'pending' };
const WINDOW_SECONDS = 300;

/** Pays out, or gives back, what the bridge says. It moves no money, so that doing it twice is doing it once. */
export function answerServer(app: App, clock: Clock, request: Request, response: Response): void {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const message = parse(body);
  const broker = findBroker(app, String(message?.brokerName));
  const record = app.calls.start({
    ...{ direction: 'in', call: 'cashier', method: 'POST', path: request.originalUrl },
    ...{ brokerName: broker?.brokerName ?? null, request: message },
  });
  const signed = {
    timestamp: request.get('x-cashier-timestamp') ?? '',
    ...{ method: 'POST', path: request.originalUrl, body },
  };
  const times = { nowMs: clock.nowMs(), windowSeconds: WINDOW_SECONDS };
  const isGenuine =
    broker?.cashierSecret &&
    isSignedRequest(broker.cashierSecret, signed, request.get('x-cashier-signature') ?? '', times);
  const status = isGenuine ? 200 : 401;
  const answer = isGenuine ? outcomeOf(message) : { error: 'The signature is wrong' };
  record.answered(status, answer);
  response.status(status).json(answer);
}

function outcomeOf(message: Readonly<Record<string, unknown>> | undefined): object {
  if (message?.type === 'release') return { outcome: 'released' };
  const ending = String(message?.amount).replace('.', '').slice(-2);
  return { outcome: OUTCOMES[ending] ?? 'paid', reference: `payout-${message?.paymentId}` };
}

function parse(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
