import { BridgeError } from '../../errors/bridge-error.ts';
import { API_KEY_SCOPES, type ApiKeyScope } from '../../lib/api-key-scopes.ts';
import { isShownText } from '../../lib/is-shown-text.ts';
import type { DeveloperRegistration } from './developer-registration.ts';

/** What a developer fills in. */
export type RegistrationForm = Pick<
  DeveloperRegistration,
  'company' | 'contactName' | 'email' | 'website' | 'useCase' | 'redirectUris' | 'scopes'
>;

const MAX_NAME_LENGTH = 200;
const MAX_EMAIL_LENGTH = 254;
const MAX_USE_CASE_LENGTH = 2000;
const MAX_ADDRESS_LENGTH = 2000;
const MAX_REDIRECT_URIS = 10;
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** @throws `parameter_invalid`, naming the field. */
export function checkRegistration(form: RegistrationForm): void {
  requireParameter(isShownText(form.company, MAX_NAME_LENGTH), 'company');
  requireParameter(isShownText(form.contactName, MAX_NAME_LENGTH), 'contactName');
  const isEmail =
    form.email.length <= MAX_EMAIL_LENGTH && /^[^\s\p{Cc}@]+@[^\s\p{Cc}@]+\.[^\s\p{Cc}@]+$/u.test(form.email);
  requireParameter(isEmail, 'email');
  requireParameter(form.website === null || isAddress(form.website), 'website');
  // In several lines, perhaps.
  requireParameter(isShownText(form.useCase.replace(/[\r\n\t]/g, ' '), MAX_USE_CASE_LENGTH), 'useCase');
  const { redirectUris } = form;
  const areDistinct = new Set(redirectUris).size === redirectUris.length;
  requireParameter(areDistinct && redirectUris.length <= MAX_REDIRECT_URIS, 'redirectUris');
  for (const [index, uri] of redirectUris.entries()) requireParameter(isRedirectUri(uri), `redirectUris.${index}`);
  checkScopes(form.scopes);
}

/** @throws `parameter_invalid` */
export function checkScopes(scopes: readonly ApiKeyScope[]): void {
  const areDistinct = scopes.length > 0 && new Set(scopes).size === scopes.length;
  requireParameter(areDistinct && scopes.every((scope) => API_KEY_SCOPES.includes(scope)), 'scopes');
}

function isAddress(text: string): boolean {
  const url = text.length <= MAX_ADDRESS_LENGTH ? URL.parse(text) : null;
  return url !== null && ['https:', 'http:'].includes(url.protocol) && url.username === '' && url.password === '';
}

/** What staff looks at; an issuer is stricter when the app is registered there. */
function isRedirectUri(text: string): boolean {
  if (!isAddress(text) || text.includes('#')) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || LOOPBACK.has(url.hostname);
}

function requireParameter(isGood: boolean, field: string): void {
  if (!isGood) throw new BridgeError('parameter_invalid', { field });
}
