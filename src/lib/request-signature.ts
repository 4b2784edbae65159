import { createHmac } from 'node:crypto';
import { equalInConstantTime } from './secrets.ts';

/** The parts of a request that a signature covers. */
export interface SignedRequest {
  /** Seconds since 1970, as the header says it. */
  readonly timestamp: string;
  readonly method: string;
  /** With its query, as it is sent. */
  readonly path: string;
  /** The bytes as they are sent. */
  readonly body: string | Buffer;
}

/** How the four parts become one text: in lines, each but the body ended by a line feed, or one right behind the other. */
export type SignatureForm = 'lines' | 'joined';

/** @returns HMAC-SHA256 over the four parts, in hexadecimal. */
export function signRequest(secret: string, request: SignedRequest, form: SignatureForm = 'lines'): string {
  const { timestamp, method, path, body } = request;
  const end = form === 'lines' ? '\n' : '';
  const head = `${timestamp}${end}${method}${end}${path}${end}`;
  return createHmac('sha256', secret).update(head).update(body).digest('hex');
}

/**
 * @param windowSeconds - How far the timestamp may be from now, either way.
 * @returns Whether the signature is right and not too old.
 */
export function isSignedRequest(
  secret: string,
  request: SignedRequest,
  signature: string,
  { nowMs, windowSeconds, form }: { nowMs: number; windowSeconds: number; form?: SignatureForm },
): boolean {
  const isRight = equalInConstantTime(signature.toLowerCase(), signRequest(secret, request, form));
  const ageSeconds = /^\d{1,12}$/.test(request.timestamp) ? nowMs / 1000 - Number(request.timestamp) : Number.NaN;
  return isRight && Math.abs(ageSeconds) <= windowSeconds;
}
