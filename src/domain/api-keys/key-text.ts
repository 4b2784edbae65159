import { newSecret } from '../../lib/secrets.ts';
import type { ApiKeyEnvironment, ApiKeyKind } from './api-key.ts';

export interface ParsedKeyText {
  readonly kind: ApiKeyKind;
  readonly environment: ApiKeyEnvironment;
}

const TEXT_BYTES = 32;
/** What a bearer token and the name of a `Basic` header both carry. @see RFC 6750, section 2.1; RFC 7617, section 2. */
const KEY_TEXT = /^(?<kind>bk|pk)_(?<environment>test|live)_[A-Za-z0-9._~-]{8,128}$/;

export function newKeyText(kind: ApiKeyKind, environment: ApiKeyEnvironment): string {
  return `${kind === 'secret' ? 'bk' : 'pk'}_${environment}_${newSecret(TEXT_BYTES)}`;
}

/** @returns What the beginning of a key's text says; `undefined` where it is no text of a key. */
export function parseKeyText(text: string): ParsedKeyText | undefined {
  const { kind, environment } = KEY_TEXT.exec(text)?.groups ?? {};
  if (kind === undefined) return undefined;
  return { kind: kind === 'bk' ? 'secret' : 'publishable', environment: environment === 'test' ? 'test' : 'live' };
}
