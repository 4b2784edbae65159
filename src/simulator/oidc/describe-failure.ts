import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import type { BridgeFailure } from '../bridge-client/bridge-client.ts';
import type { OidcNotice } from './visitors.ts';

/** What went wrong, in the words of whoever refused. */
export function describeFailure(title: string, error: unknown): OidcNotice {
  return { title, text: textOf(error), failed: true };
}

/** A call 4.x that failed. */
export function describeCallFailure(title: string, { call, status, code, message }: BridgeFailure): OidcNotice {
  const answered = status === 0 ? 'got no answer' : `was answered ${status}`;
  return { title, text: `Call ${call} ${answered}: ${code} ${message}`, failed: true };
}

function textOf(error: unknown): string {
  if (error instanceof ResponseBodyError) return `${error.status} ${error.error}: ${error.error_description ?? ''}`;
  if (error instanceof AuthorizationResponseError) return `${error.error}: ${error.error_description ?? ''}`;
  if (error instanceof WWWAuthenticateChallengeError) {
    const [{ parameters = {} } = {}] = error.cause;
    return `${error.status} ${parameters.error ?? ''}: ${parameters.error_description ?? ''}`;
  }
  if (error instanceof ClientError) return `${error.message}${because(error.cause)}`;
  return error instanceof Error ? `${error.message}${because(error.cause)}` : String(error);
}

function because(cause: unknown): string {
  return cause instanceof Error ? ` (${cause.message})` : '';
}
