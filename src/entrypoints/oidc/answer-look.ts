import type { Request, Response } from 'express';
import { BridgeError } from '../../errors/bridge-error.ts';
import { isPrefetch } from '../../http/is-prefetch.ts';

/** Opened by a browser, these issue a code or log somebody out. The engine takes them in any case. */
const ACTS_WHEN_OPENED = /^\/(auth|session)(\/|$)/i;

/**
 * Answers whoever only looks: by `HEAD`, or ahead of what the trader may do. Nothing is issued, spent or ended then.
 *
 * @returns Whether it was answered.
 * @throws `prefetch_refused`
 */
export function answerLook({ method, path, headers }: Request, response: Response): boolean {
  if (!ACTS_WHEN_OPENED.test(path)) return false;
  if (isPrefetch(headers)) throw new BridgeError('prefetch_refused');
  if (method !== 'HEAD') return false;
  response.setHeader('cache-control', 'no-store');
  response.end();
  return true;
}
