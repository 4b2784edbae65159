import express, { type ErrorRequestHandler, type Response, Router } from 'express';
import { newSecret } from '../../lib/secrets.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { introduceBroker } from '../platform/introduce-broker.ts';
import type { Platform } from '../platform/platform.ts';
import type { CallLog } from './call-log.ts';
import { handOffTokenRequest, introducedBroker } from './schemas.ts';
import { shortenSecrets } from './shorten-secrets.ts';

const KEPT_HAND_OFF_TOKENS = 1000;

/** How a person or a test looks into the simulator and makes it fail. */
export function controlRoutes(platform: Platform, calls: CallLog, mailbox: Mailbox): Router {
  const router = Router();
  router.use(express.json({ type: () => true }));

  router.get('/faults', (_request, response) => {
    response.json(platform.faults.current());
  });
  router.put('/faults', (request, response) => {
    const fault = platform.faults.replace(request.body);
    if (fault !== undefined) return refuseControl(response, 400, fault);
    response.json(platform.faults.current());
  });
  router.delete('/faults', (_request, response) => {
    platform.faults.reset();
    response.status(204).end();
  });
  router.get('/state', (_request, response) => {
    response.json(shortenSecrets(platform.state));
  });
  router.get('/calls', (request, response) => {
    const all = request.query.include === 'browser';
    const items = calls.list().filter(({ direction }) => all || direction === 'in' || direction === 'out');
    response.json({ items, nextCursor: null });
  });
  router.delete('/calls', (_request, response) => {
    calls.clear();
    response.status(204).end();
  });
  router.get('/mails', (_request, response) => {
    response.json({ items: mailbox.list(), nextCursor: null });
  });
  router.delete('/mails', (_request, response) => {
    mailbox.clear();
    response.status(204).end();
  });
  router.post('/handoff-token', (request, response) => {
    const { value, error } = handOffTokenRequest.validate(request.body ?? {});
    if (error) return refuseControl(response, 400, error.message);
    const issued = issueHandOffToken(platform, value.userId, value.ttlSeconds);
    if (!issued) return refuseControl(response, 404, 'No such user, or one without an account');
    response.status(201).json(issued);
  });
  router.post('/brokers', (request, response) => {
    const { value, error } = introducedBroker.validate(request.body ?? {});
    if (error) return refuseControl(response, 400, error.message);
    if (!introduceBroker(platform, value))
      return refuseControl(response, 409, 'The seed file has a broker of this name');
    response.status(204).end();
  });
  router.use(answerFailure);
  return router;
}

function issueHandOffToken(
  platform: Platform,
  userId: number,
  ttlSeconds: number,
): { token: string; expiresAt: string } | undefined {
  const { state, clock } = platform;
  const link = state.links.find((known) => known.userId === userId);
  if (!link) return undefined;
  const token = newSecret();
  const expiresAtMs = clock.nowMs() + ttlSeconds * 1000;
  const issued = { token, userId, login: link.login, expiresAtMs, used: false };
  state.handOffTokens = [...state.handOffTokens.slice(1 - KEPT_HAND_OFF_TOKENS), issued];
  platform.changed();
  return { token, expiresAt: new Date(expiresAtMs).toISOString() };
}

const answerFailure: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  if ((error.status ?? 500) >= 500 || response.headersSent) return next(error);
  refuseControl(response, 400, 'The body is not well-formed JSON');
};

function refuseControl(response: Response, status: number, description: string): void {
  response.status(status).json({ error: { errorCode: 'INVALID_REQUEST', description } });
}
