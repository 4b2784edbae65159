import type { AdminOperation } from '../admin-operation.ts';
import { issuedKey, shownKey } from './schemas.ts';

type Part = Pick<AdminOperation, 'method' | 'tag' | 'effect' | 'response' | 'errors'>;

const tag = 'API keys';

/** What an operation on a key is, whether the key is of a white label or of a CRM. */
export const KEY_PARTS = {
  get: {
    ...{ method: 'GET', tag, effect: { kind: 'read' } },
    response: { status: 200, schema: shownKey, description: 'The key' },
    errors: ['api_key_unknown'],
  },
  create: {
    ...{ method: 'POST', tag, effect: { kind: 'change', action: 'api-key.create' } },
    response: { status: 201, schema: issuedKey, description: 'The key, with its text and secret' },
    errors: ['api_key_invalid_settings'],
  },
  change: {
    ...{ method: 'PATCH', tag, effect: { kind: 'change', action: 'api-key.change' } },
    response: { status: 200, schema: shownKey, description: 'The key as it is now' },
    errors: ['api_key_unknown', 'api_key_revoked', 'api_key_invalid_settings', 'precondition_failed'],
  },
  rotate: {
    ...{ method: 'POST', tag, effect: { kind: 'change', action: 'api-key.rotate' } },
    response: { status: 200, schema: issuedKey, description: 'The key, with its new text and secret' },
    errors: ['api_key_unknown', 'api_key_revoked', 'api_key_invalid_settings', 'precondition_failed'],
  },
  revoke: {
    ...{ method: 'POST', tag, effect: { kind: 'change', action: 'api-key.revoke' } },
    response: { status: 200, schema: shownKey, description: 'The key as it is now' },
    errors: ['api_key_unknown'],
  },
} as const satisfies Readonly<Record<string, Part>>;
