import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import type { RouteReply } from '../../http/route.ts';
import type { AdminOperation } from './admin-operation.ts';

/** What any operation can meet before its own work begins. */
export const COMMON_ERRORS = [
  'malformed_request',
  'parameter_invalid',
  'parameter_unknown',
  'body_too_large',
  'csrf_refused',
  'store_unavailable',
  'busy',
] as const satisfies readonly ErrorCode[];

/** Of who is signed in, by what the operation asks for. */
export function accessErrorsOf({ access }: AdminOperation): ErrorCode[] {
  if (access.kind === 'open') return [];
  return [
    'staff_session_needed',
    ...(access.kind === 'own' ? [] : (['staff_forbidden'] as const)),
    ...(access.kind === 'white-label' ? (['white_label_unknown'] as const) : []),
    ...(access.kind === 'crm' ? (['crm_unknown'] as const) : []),
    ...(access.stepUp ? (['step_up_needed'] as const) : []),
  ];
}

/** Of addresses that no operation has. */
const OUTSIDE_ERRORS = ['not_found', 'method_not_allowed', 'internal_error'] as const satisfies readonly ErrorCode[];

/** @returns Every code that a caller can meet, each once. */
export function adminErrors(operations: readonly AdminOperation[]): ErrorCode[] {
  const own = operations.flatMap((operation) => [...accessErrorsOf(operation), ...operation.errors]);
  return [...new Set([...COMMON_ERRORS, ...OUTSIDE_ERRORS, ...own])].sort();
}

/** Where it is told what a code means, and what to do. */
export function addressOfError(publicUrl: string, code: ErrorCode): string {
  return `${publicUrl}/docs/errors#${code}`;
}

/** @returns The sentence of the catalogue, with what the error says more. */
export function messageOf({ code, reason }: Pick<BridgeError, 'code' | 'reason'>): string {
  const { sentence } = ERROR_CATALOGUE[code];
  return reason === undefined ? sentence : `${sentence}: ${reason}`;
}

/** The catalogue's own words in JSON, with every field that is at fault, and a link to the page that says what to do. */
export function createRenderError(publicUrl: string, codes: readonly ErrorCode[]) {
  const known = new Set(codes);
  return (error: BridgeError): RouteReply => {
    const code = known.has(error.code) ? error.code : 'internal_error';
    const shown = code === error.code ? error : { code, reason: undefined, field: undefined, faults: [] };
    const body = {
      error: {
        code,
        message: messageOf(shown),
        ...(shown.field === undefined ? {} : { field: shown.field }),
        ...(shown.faults.length === 0 ? {} : { faults: shown.faults }),
        doc_url: addressOfError(publicUrl, code),
      },
    };
    const { status } = ERROR_CATALOGUE[code];
    return { kind: 'json', status, body, headers: status === 401 ? CHALLENGE : {} };
  };
}

const CHALLENGE = { 'www-authenticate': 'Bearer realm="admin"' };
