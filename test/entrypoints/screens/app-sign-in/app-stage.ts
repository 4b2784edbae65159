import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { SeedClient } from '../../../../src/config/seed-client-types.ts';
import type { StoreUrls } from '../../../support/engines.ts';
import type { PageAnswer } from '../../../support/trader-browser.ts';
import { type OidcBrowser, oidcBrowser } from '../../oidc/clients/oidc-browser.ts';
import { APP, type OidcStage, REDIRECT_URI, STAGE_BROKER, startOidcStage } from '../../oidc/clients/oidc-stage.ts';

/** A bridge with an app of the broker's own and one of a stranger's. */
export interface AppStage extends OidcStage {
  /** Where the app sends a browser. @param parameters - Over what is always asked. */
  authorize(parameters?: Readonly<Record<string, string>>, clientId?: string): string;
  /** The address of one of the white label's screens. */
  screen(path: string): string;
  /** What the app learns of the trader with whose code the browser came back. */
  claimsOf(callback: string, clientId?: string): Promise<Record<string, unknown>>;
  /** A browser that is signed in at the white label. */
  signedInBrowser(trader?: Readonly<Record<string, string>>): Promise<OidcBrowser>;
}

export const OWN_APP = 'own-app';
export const STRANGERS_APP = 'strangers-app';
export const TRADER = { email: 'trader@example.com', password: 'Sandbox-Trader-1' };
const SECRET = 'the-secret-of-an-app';
const VERIFIER = 'v'.repeat(43);

const CLIENTS: readonly SeedClient[] = [
  { ...APP, id: OWN_APP, name: 'Own app', secret: SECRET, scopes: [...(APP.scopes ?? []), 'trading', 'payments'] },
  {
    ...APP,
    ...{ id: STRANGERS_APP, name: 'Copy & trade', secret: SECRET, firstParty: false },
    scopes: [...(APP.scopes ?? []), 'trading', 'payments'],
  },
];

export async function startAppStage(stores: StoreUrls = {}): Promise<AppStage> {
  const stage = await startOidcStage({ ...stores, clients: CLIENTS });
  const { issuer } = stage;
  const screen = (path: string) => `${stage.url}/b/${STAGE_BROKER}${path}`;
  const client = (clientId: string) => ({ client_id: clientId, client_secret: SECRET });

  return {
    ...stage,
    screen,
    authorize(parameters = {}, clientId = OWN_APP) {
      const asked = {
        client_id: clientId,
        redirect_uri: REDIRECT_URI,
        response_type: 'code',
        scope: 'openid email',
        state: 'the-state',
        code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
        code_challenge_method: 'S256',
        ...parameters,
      };
      return `${issuer}/auth?${new URLSearchParams(asked)}`;
    },
    async claimsOf(callback, clientId = OWN_APP) {
      const code = new URL(callback).searchParams.get('code') ?? '';
      const form = { ...client(clientId), grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
      const body = new URLSearchParams({ ...form, code_verifier: VERIFIER });
      const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
      const tokens = (await answer.json()) as Record<string, string>;
      assert.equal(answer.status, 200, JSON.stringify([tokens, callback]));
      const headers = { authorization: `Bearer ${tokens.access_token}` };
      const info = (await (await fetch(`${issuer}/me`, { headers })).json()) as Record<string, unknown>;
      const [, payload = ''] = String(tokens.id_token).split('.');
      return { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...info };
    },
    async signedInBrowser(trader = TRADER) {
      const browser = oidcBrowser(`${stage.simulator.url}/callback/success`, REDIRECT_URI);
      await browser.send(await browser.open(screen('/auth/login')), trader);
      return browser;
    },
  };
}

/** Whether the browser was led to the app with a code, and what it was told. */
export function callbackOf({ url }: PageAnswer): URLSearchParams {
  assert.ok(url.startsWith(REDIRECT_URI), `still at ${url}`);
  return new URL(url).searchParams;
}

export function headingOf({ text }: PageAnswer): string {
  return (/<h1>([^<]*)</.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
}

export function valueOfField({ text }: PageAnswer, name: string): string {
  return new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(text)?.[1] ?? '';
}

/** The directive that says where the page's forms may end. */
export function formActionOf({ headers }: PageAnswer): string {
  return /form-action ([^;]*)/.exec(String(headers['content-security-policy']))?.[1] ?? '';
}
