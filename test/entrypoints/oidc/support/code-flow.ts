import { createHash, randomBytes } from 'node:crypto';
import type { OidcBrowser } from '../clients/oidc-browser.ts';
import { PUBLIC_URI, REDIRECT_URI } from './app-clients.ts';
import { basic, type Fields, type IssuerCaller, type ProtocolAnswer } from './issuer-caller.ts';

/** A code as an app got it, and what it needs to redeem it. */
export interface IssuedCode {
  readonly code: string;
  readonly verifier: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** All that the app was sent. */
  readonly answer: Fields;
}

export function newVerifier(): string {
  return randomBytes(32).toString('base64url');
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** A good authorization request. @param changes - Over it; an empty value leaves a parameter out. */
export function goodRequest(verifier: string, changes: Fields = {}): Fields {
  const { client_id: clientId = 'web' } = changes;
  const all = {
    client_id: clientId,
    redirect_uri: clientId === 'public' ? PUBLIC_URI : REDIRECT_URI,
    response_type: 'code',
    scope: 'openid',
    state: 'the-state',
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    ...changes,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** Signs the seeded trader in where that is needed. @returns The code that the app gets. */
export async function getCode(at: IssuerCaller, browser: OidcBrowser, changes: Fields = {}): Promise<IssuedCode> {
  const verifier = newVerifier();
  const request = goodRequest(verifier, changes);
  const left = await browser.logIn(at.authorizeUrl(request));
  const answer = Object.fromEntries(left.searchParams);
  const { client_id: clientId = '', redirect_uri: redirectUri = '' } = request;
  return { code: answer.code ?? '', verifier, clientId, redirectUri, answer };
}

/** A good token request. @param changes - Over it; an empty value leaves a parameter out. */
export function redemptionOf({ code, verifier, redirectUri }: IssuedCode, changes: Fields = {}): Fields {
  const all = {
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
    ...changes,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** Redeems a code as its client does, by its secret or, where it is public, by its name alone. */
export function redeem(at: IssuerCaller, issued: IssuedCode, changes: Fields = {}): Promise<ProtocolAnswer> {
  const { clientId } = issued;
  const isPublic = clientId === 'public' || clientId === 'native';
  const form = redemptionOf(issued, { ...(isPublic ? { client_id: clientId } : {}), ...changes });
  return at.token(form, isPublic ? {} : basic(clientId));
}

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  /** With `offline_access`. */
  readonly refresh_token: string;
  readonly scope: string;
}

/** The whole way of an app. */
export async function getTokens(at: IssuerCaller, browser: OidcBrowser, changes: Fields = {}): Promise<Tokens> {
  const answer = await redeem(at, await getCode(at, browser, changes));
  if (answer.status !== 200) throw new Error(`The token endpoint answered ${answer.status}: ${answer.text}`);
  return answer.body as unknown as Tokens;
}

/** Asks for a refresh token; apps that are not the broker's own get one only where the trader is asked. */
export const OFFLINE = { scope: 'openid email offline_access', prompt: 'consent' } as const;
