import * as client from 'openid-client';
import type { OidcBrowser } from './oidc-browser.ts';
import { REDIRECT_URI } from './oidc-stage.ts';

type Tokens = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers;

export interface SignInOptions {
  /** Over what is always asked. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Sends the request by the back channel first. */
  readonly pushes?: boolean;
  readonly DPoP?: client.DPoPHandle;
}

/** The whole way of an app: to the provider and back with a browser, then the code for tokens. */
export async function signInWithOpenidClient(
  config: client.Configuration,
  browser: OidcBrowser,
  { parameters = {}, pushes = false, DPoP }: SignInOptions = {},
): Promise<Tokens> {
  const codeVerifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const asked = {
    redirect_uri: REDIRECT_URI,
    scope: 'openid email offline_access',
    prompt: 'consent',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...parameters,
  };
  const options = DPoP ? { DPoP } : {};
  const address = pushes
    ? await client.buildAuthorizationUrlWithPAR(config, asked, options)
    : client.buildAuthorizationUrl(config, asked);
  const callback = await browser.logIn(address);
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
  return client.authorizationCodeGrant(config, callback, checks, undefined, options);
}

/** For an issuer on this machine. */
export const INSECURE = { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] };
