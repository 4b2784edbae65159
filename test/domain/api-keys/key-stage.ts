import assert from 'node:assert/strict';
import type { ApiKeyHome } from '../../../src/domain/api-keys/api-key.ts';
import type { IssuedApiKey, NewApiKey } from '../../../src/domain/api-keys/api-key-registration.ts';
import type { ApiKeys } from '../../../src/domain/api-keys/api-keys.ts';
import type { PresentedKey } from '../../../src/domain/api-keys/presented-key.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { signRequest } from '../../../src/lib/request-signature.ts';

export const MAIN: ApiKeyHome = { kind: 'broker', brokerName: 'tradingtech_main' };
export const SISTER: ApiKeyHome = { kind: 'broker', brokerName: 'tradingtech_wl_europe' };
export const CRM: ApiKeyHome = { kind: 'crm', brokerCrmName: 'tradingtech_crm' };
export const DAY_MS = 24 * 3600 * 1000;
/** Of documentation (RFC 5737). */
export const ADDRESS = '192.0.2.10';
export const REQUEST = {
  method: 'POST',
  path: '/broker-api/v1/users?limit=1',
  body: Buffer.from('{"email":"a@b.example"}'),
};

/** Made as a test needs it. */
export function makeKey(apiKeys: ApiKeys, more: Partial<NewApiKey> = {}): Promise<IssuedApiKey> {
  return apiKeys.create({ home: MAIN, name: 'A key', scopes: ['users:read'], ...more });
}

/** A request with the key alone, from a good address, unsigned. */
export function bearer(key: string, more: Partial<PresentedKey> = {}): PresentedKey {
  return { credentials: { kind: 'bearer', key }, address: ADDRESS, signature: null, request: REQUEST, ...more };
}

export function basic(key: string, secret: string, more: Partial<PresentedKey> = {}): PresentedKey {
  return bearer(key, { credentials: { kind: 'basic', key, secret }, ...more });
}

/** A request that is signed as the documentation says. */
export function signed(
  { text, secret }: Pick<IssuedApiKey, 'text' | 'secret'>,
  nowMs: number,
  request: PresentedKey['request'] = REQUEST,
): PresentedKey {
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = signRequest(secret ?? '', { timestamp, ...request }, 'joined');
  return bearer(text, { request, signature: { timestamp, signature } });
}

export async function refusal(promise: Promise<unknown>, code: ErrorCode, field?: string): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(isBridgeError(error), String(error));
    assert.deepEqual([error.code, field === undefined ? undefined : error.field], [code, field]);
    return true;
  });
}
