import type { SeedClient } from '../../../../src/config/seed-client-types.ts';
import type { StoreUrls } from '../../../support/engines.ts';
import { platformCaller } from '../../../support/platform-caller.ts';
import { findFreePort } from '../../../support/server-process.ts';
import { startWiredBridge, type WiredBridge } from '../../../support/start-wired-bridge.ts';
import { type OidcBrowser, oidcBrowser } from './oidc-browser.ts';

/** A bridge with its platform, an app's clients at one of its white labels, and browsers for the app's traders. */
export interface OidcStage extends WiredBridge {
  readonly issuer: URL;
  /** Speaks the calls 4.x to the same white label. */
  readonly platform: ReturnType<typeof platformCaller>;
  /** A trader's browser that nobody knows yet. */
  newBrowser(): OidcBrowser;
}

export const STAGE_BROKER = 'tradingtech_wl_europe';
/** The platform's id of the trader who is seeded there. */
export const STAGE_USER_ID = 10345534;
/** Never opened: browsers of these tests stop before it. */
export const REDIRECT_URI = 'https://app.example/callback';
export const POST_LOGOUT_URI = 'https://app.example/goodbye';

export interface OidcStageOptions extends StoreUrls {
  readonly clients?: readonly SeedClient[];
}

/** The issuer's address has to be known beforehand, for it stands in every token. */
export async function startOidcStage({ clients = [], ...stores }: OidcStageOptions = {}): Promise<OidcStage> {
  const port = await findFreePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const bridge = await startWiredBridge({
    ...stores,
    port,
    environment: { PUBLIC_URL: publicUrl },
    seed: (file) => ({
      ...file,
      brokers: file.brokers.map((broker) =>
        broker.brokerName === STAGE_BROKER ? { ...broker, clients: [...broker.clients, ...clients] } : broker,
      ),
    }),
  });
  return {
    ...bridge,
    issuer: new URL(`${publicUrl}/b/${STAGE_BROKER}/oidc`),
    platform: platformCaller(publicUrl, STAGE_BROKER),
    newBrowser: () => oidcBrowser(REDIRECT_URI, POST_LOGOUT_URI, `${bridge.simulator.url}/callback/success`),
  };
}

/** What the apps of these tests have in common. */
export const APP: Omit<SeedClient, 'id'> = {
  name: 'An app',
  redirectUris: [REDIRECT_URI],
  postLogoutRedirectUris: [POST_LOGOUT_URI],
  grantTypes: ['authorization_code', 'refresh_token'],
  scopes: ['openid', 'profile', 'email', 'offline_access', 'accounts'],
  firstParty: true,
};
