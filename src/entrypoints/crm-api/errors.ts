import { STATUS_CODES } from 'node:http';
import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { RouteReply } from '../../http/route.ts';

/** The vendor's codes. @see The SSO contract, section 3, error table. */
type VendorCode =
  | 'MISSING_REQUIRED_PARAMETER'
  | 'MALFORMED_REQUEST'
  | 'BROKER_ID_MISSING'
  | 'BROKER_ID_INVALID'
  | 'BROKER_ID_MISMATCH'
  | 'CH_CLIENT_AUTH_FAILURE'
  | 'CH_INSUFFICIENT_PERMISSIONS'
  | 'CID_TOKEN_NOT_FOUND'
  | 'CID_USER_NOT_FOUND'
  | 'CID_TOKEN_EXPIRED'
  | 'CID_NON_EXISTED_TOKEN'
  | 'REQUEST_FREQUENCY_EXCEEDED'
  | 'TEMPORARILY_UNAVAILABLE'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'INTERNAL_ERROR';

/** Our codes in the vendor's words. What no call of this entry point can meet is a bug here. */
export const CRM_API_CODES: Partial<Record<ErrorCode, VendorCode>> = {
  malformed_request: 'MALFORMED_REQUEST',
  parameter_invalid: 'MISSING_REQUIRED_PARAMETER',
  broker_identification_missing: 'BROKER_ID_MISSING',
  broker_identification_invalid: 'BROKER_ID_INVALID',
  broker_identification_mismatch: 'BROKER_ID_MISMATCH',
  token_of_other_broker: 'BROKER_ID_MISMATCH',
  broker_disabled: 'CH_INSUFFICIENT_PERMISSIONS',
  platform_password_wrong: 'CH_CLIENT_AUTH_FAILURE',
  crm_token_invalid: 'CH_CLIENT_AUTH_FAILURE',
  inapp_token_invalid: 'CH_CLIENT_AUTH_FAILURE',
  token_unknown: 'CID_TOKEN_NOT_FOUND',
  token_expired: 'CID_TOKEN_EXPIRED',
  token_malformed: 'CID_NON_EXISTED_TOKEN',
  user_unknown: 'CID_USER_NOT_FOUND',
  too_many_attempts: 'REQUEST_FREQUENCY_EXCEEDED',
  store_unavailable: 'TEMPORARILY_UNAVAILABLE',
  busy: 'TEMPORARILY_UNAVAILABLE',
  not_found: 'NOT_FOUND',
  method_not_allowed: 'METHOD_NOT_ALLOWED',
  internal_error: 'INTERNAL_ERROR',
};

/** An answer in the vendor's one form of error. */
export function renderCrmApiError(error: BridgeError): RouteReply {
  const code = CRM_API_CODES[error.code] ? error.code : 'internal_error';
  const { status, sentence } = ERROR_CATALOGUE[code];
  const message = error.field ? `${sentence}: ${error.field}` : sentence;
  return {
    kind: 'json',
    status,
    body: { error: STATUS_CODES[status] ?? 'Error', message, code: CRM_API_CODES[code] ?? 'INTERNAL_ERROR' },
  };
}
