import type { Request, Response } from 'express';
import type { App } from './app.ts';
import { FAULT_KINDS } from './describe-faults.ts';
import { sendHome } from './send-home.ts';

/** `/app/faults`: sets the switches, adds a fault where that button was pressed, or takes all back. */
export function answerFaults(app: App, request: Request, response: Response): void {
  const title = 'Platform failures';
  const { faults } = app.platform;
  const { clear, add, kind, call, times, duplicateEmail, idempotentByExternalId } = (request.body ?? {}) as Fields;
  if (clear !== undefined) {
    faults.reset();
    sendHome(app, request, response, { title, text: 'The platform works as it should.' });
    return;
  }
  const refusal = faults.replace({
    ...faults.current(),
    ...(add === undefined ? {} : FAULT_KINDS[kind ?? '']?.settings({ call: call ?? '*', times: Number(times ?? 1) })),
    duplicateEmail: duplicateEmail !== undefined,
    idempotentByExternalId: idempotentByExternalId !== undefined,
  });
  const text = refusal ?? 'Set.';
  sendHome(app, request, response, { title, text }, refusal === undefined ? 200 : 400);
}

type Fields = Readonly<Record<string, string | undefined>>;
