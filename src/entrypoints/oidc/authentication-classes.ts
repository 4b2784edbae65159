import type { SignInMethod } from '../../domain/access/app-requests.ts';

/** How sure we are of a trader, by how they signed in (`acr`). */
export const AUTHENTICATION_CLASSES = ['urn:drawbridge:acr:password', 'urn:drawbridge:acr:one-time-token'] as const;

type AuthenticationClass = (typeof AUTHENTICATION_CLASSES)[number];

export function acrOf(method: SignInMethod): AuthenticationClass {
  return method === 'one-time-token' ? 'urn:drawbridge:acr:one-time-token' : 'urn:drawbridge:acr:password';
}

export function methodOf(acr: string | undefined): SignInMethod {
  return acr === 'urn:drawbridge:acr:one-time-token' ? 'one-time-token' : 'password';
}

/** @see RFC 8176 */
export function amrOf(method: SignInMethod): string[] {
  return [method === 'one-time-token' ? 'otp' : 'pwd'];
}
