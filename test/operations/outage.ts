import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from '../support/platform-caller.ts';

const RECOVERY_WITHIN_MS = 40_000;
const LOOK_EVERY_MS = 50;

/** Waits until a bridge calls itself ready, or not ready. */
export async function waitForReadiness(bridgeUrl: string, status: 200 | 503): Promise<ReadinessBody> {
  const deadline = Date.now() + RECOVERY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${bridgeUrl}/readyz`);
    const body = (await answer.json()) as ReadinessBody;
    if (answer.status === status) return body;
    if (Date.now() > deadline) throw new Error(`/readyz still answers ${answer.status}: ${JSON.stringify(body)}`);
    await delay(LOOK_EVERY_MS);
  }
}

export interface ReadinessBody {
  readonly status: string;
  readonly stores: { readonly records: boolean; readonly expiring: boolean };
}

/** A refusal of the calls 4.x while a store is gone: in their format, and with the time to come again. */
export function assertTemporarilyUnavailable(answer: Answer): void {
  assert.equal(answer.status, 503, answer.text);
  assert.deepEqual(answer.body, {
    error: 'Service Unavailable',
    message: 'The service is temporarily unavailable',
    code: 'TEMPORARILY_UNAVAILABLE',
  });
  assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
  assert.ok(answer.headers.get('x-request-id'));
}

/** The same on a screen: the form again, with what the trader should know. */
export function assertUnavailablePage(answer: Answer): void {
  assert.equal(answer.status, 503, answer.text);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
  assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
  assert.match(answer.text, /role="alert"/);
  assert.match(answer.text, /<form method="post"/);
}
