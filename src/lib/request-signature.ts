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

/** @returns HMAC-SHA256 over the four parts, each but the body ended by a line feed; in hexadecimal. */
export function signRequest(secret: string, { timestamp, method, path, body }: SignedRequest): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${method}\n${path}\n`).update(body).digest('hex');
}

/**
 * @param windowSeconds - How far the timestamp may be from now, either way.
 * @returns Whether the signature is right and not too old.
 */
export function isSignedRequest(
  secret: string,
  request: SignedRequest,
  signature: string,
  { nowMs, windowSeconds }: { nowMs: number; windowSeconds: number },
): boolean {
  const isRight = equalInConstantTime(signature.toLowerCase(), signRequest(secret, request));
  const ageSeconds = /^\d{1,12}$/.test(request.timestamp) ? nowMs / 1000 - Number(request.timestamp) : Number.NaN;
  return isRight && Math.abs(ageSeconds) <= windowSeconds;
}
