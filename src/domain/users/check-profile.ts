import { BridgeError } from '../../errors/bridge-error.ts';
import { isLanguage, isShownText } from '../../lib/is-shown-text.ts';
import { isRelayAddress } from './is-relay-address.ts';
import { normaliseEmail } from './sign-in.ts';

const MAX_NAME_LENGTH = 64;
const MAX_PARTNER_ID_LENGTH = 255;
const MAX_EMAIL_LENGTH = 254;
const MIN_PASSWORD_LENGTH = 8;
const MAX_PASSWORD_LENGTH = 256;

/** What of a user somebody else says than the user. */
export interface ProfileFields {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  /** ISO 639-1. */
  readonly preferredLanguage?: string;
}

/** @returns Names without spaces around them. @throws `parameter_invalid`, naming the field. */
export function checkProfile({ preferredLanguage, ...names }: ProfileFields): ProfileFields {
  requireParameter(preferredLanguage === undefined || isLanguage(preferredLanguage), 'preferredLanguage');
  const language = preferredLanguage === undefined ? {} : { preferredLanguage };
  return { ...checkName(names, 'firstName'), ...checkName(names, 'lastName'), ...language };
}

function checkName<Field extends 'firstName' | 'lastName'>(names: ProfileFields, field: Field): ProfileFields {
  const name = names[field]?.trim() ?? names[field];
  if (name === undefined) return {};
  requireParameter(name === null || isShownText(name, MAX_NAME_LENGTH), field);
  return { [field]: name };
}

/** @returns The address as it is kept. @throws `parameter_invalid`, `email_relay_refused` */
export function checkEmail(text: string): string {
  const email = normaliseEmail(text);
  requireParameter(
    email.length <= MAX_EMAIL_LENGTH && /^[^\s\p{Cc}@]+@[^\s\p{Cc}@]+\.[^\s\p{Cc}@]+$/u.test(email),
    'email',
  );
  if (isRelayAddress(email)) throw new BridgeError('email_relay_refused', { field: 'email' });
  return email;
}

/** @see NIST SP 800-63B, section 5.1.1.2: length counts, composition rules do not. */
export function checkPassword(password: string): void {
  requireParameter(password.length >= MIN_PASSWORD_LENGTH && password.length <= MAX_PASSWORD_LENGTH, 'password');
}

export function checkPartnerId(partnerId: string): void {
  requireParameter(isShownText(partnerId, MAX_PARTNER_ID_LENGTH), 'partnerId');
}

function requireParameter(isGood: boolean, field: string): void {
  if (!isGood) throw new BridgeError('parameter_invalid', { field });
}
