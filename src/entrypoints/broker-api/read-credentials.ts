import type { Request } from 'express';
import type { PresentedKey } from '../../domain/api-keys/presented-key.ts';
import { BridgeError } from '../../errors/bridge-error.ts';

/** @throws `invalid_api_key` where there are none, or they are malformed */
export function readCredentials(request: Request): PresentedKey['credentials'] {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) +(\S+) *$/i.exec(request.get('Authorization') ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return { kind: 'bearer', key: value };
  const [, key, secret] = /^([^:]+):(.+)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  if (scheme.toLowerCase() !== 'basic' || key === undefined || secret === undefined) {
    throw new BridgeError('invalid_api_key', { detail: 'no Authorization header of a known form' });
  }
  return { kind: 'basic', key, secret };
}

/**
 * Both families of headers say the same.
 *
 * @returns `null` where the request is not signed at all.
 * @throws `malformed_request` where the two disagree
 */
export function readSignature(request: Request): PresentedKey['signature'] {
  const timestamp = readEither(request, 'Timestamp');
  const signature = readEither(request, 'Signature');
  if (timestamp === undefined && signature === undefined) return null;
  return { timestamp: timestamp ?? '', signature: signature ?? '' };
}

function readEither(request: Request, name: string): string | undefined {
  const neutral = request.get(`X-Bridge-${name}`);
  const other = request.get(`X-Brokeret-${name}`);
  if (neutral !== undefined && other !== undefined && neutral !== other) {
    throw new BridgeError('malformed_request', { field: `X-Bridge-${name}`, detail: 'given twice, and differs' });
  }
  return neutral ?? other;
}
