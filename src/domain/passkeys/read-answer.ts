import { BridgeError } from '../../errors/bridge-error.ts';

/** What stands in any answer of a browser, before it is checked. */
export interface ReadAnswer {
  readonly credentialId: string;
  readonly challenge: string;
}

/** 1023 bytes (Web Authentication, section 4, "credential ID") in base64url. */
const MAX_CREDENTIAL_ID_LENGTH = 1364;
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/**
 * Reads as much of an answer as it takes to find out what it answers.
 *
 * @param answer - What the browser sent; anything at all.
 * @throws `passkey_refused`
 */
export function readAnswer(answer: unknown): ReadAnswer {
  const { id, response } = fieldsOf(answer);
  const { challenge, crossOrigin } = clientDataOf(fieldsOf(response).clientDataJSON);
  if (typeof id !== 'string' || id.length > MAX_CREDENTIAL_ID_LENGTH || !BASE64URL.test(id)) throw refused('no id');
  if (typeof challenge !== 'string' || challenge === '') throw refused('no challenge');
  // The console is framed by nobody, so that nobody answers from a frame in another site.
  if (crossOrigin === true) throw refused('it was made in a frame of another site');
  return { credentialId: id, challenge };
}

/** @param cause - What the library says; it repeats nothing that is secret. */
export function refused(detail: string, cause?: unknown): BridgeError {
  return new BridgeError('passkey_refused', { detail, cause });
}

function clientDataOf(text: unknown): Readonly<Record<string, unknown>> {
  if (typeof text !== 'string') throw refused('no client data');
  try {
    return fieldsOf(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw refused('the client data is no JSON');
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
