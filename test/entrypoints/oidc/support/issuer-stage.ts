import { after, before } from 'node:test';
import type { SeedClient } from '../../../../src/config/seed-client-types.ts';
import type { BrokersFile } from '../../../../src/config/seed-file-types.ts';
import type { StoreUrls } from '../../../support/engines.ts';
import { findFreePort } from '../../../support/server-process.ts';
import { startWiredBridge, type WiredBridge } from '../../../support/start-wired-bridge.ts';
import { type OidcBrowser, oidcBrowser } from '../clients/oidc-browser.ts';
import { APP_CLIENTS } from './app-clients.ts';
import { type IssuerCaller, issuerCaller } from './issuer-caller.ts';

/** Share a CRM. */
export const MAIN = 'tradingtech_main';
export const SISTER = 'tradingtech_wl_europe';
/** Has a CRM of its own. */
export const STRANGER = 'financialhouse_main';

/** A bridge with its platform; each white label has the same clients at its issuer. */
export interface IssuerStage extends WiredBridge {
  /** Speaks to the issuer of a white label, `tradingtech_main` when left out, as apps do. */
  at(brokerName?: string): IssuerCaller;
  /** A trader's browser that nobody knows yet; it stops before https addresses and these. */
  newBrowser(...untilUris: string[]): OidcBrowser;
}

export interface IssuerStageOptions extends StoreUrls {
  /** Beside those that every test has. */
  readonly clients?: readonly SeedClient[];
  readonly seed?: (file: BrokersFile) => BrokersFile;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The issuer's address has to be known beforehand, for it stands in every token. */
export async function startIssuerStage(options: IssuerStageOptions = {}): Promise<IssuerStage> {
  const { clients = [], seed = (file) => file, environment, ...stores } = options;
  const port = await findFreePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const bridge = await startWiredBridge({
    ...{ ...stores, port, environment: { PUBLIC_URL: publicUrl, ...environment } },
    seed: (file) => {
      const changed = seed(file);
      const known = (of: readonly SeedClient[] = []) => [...of, ...APP_CLIENTS, ...clients];
      return { ...changed, brokers: changed.brokers.map((one) => ({ ...one, clients: known(one.clients) })) };
    },
  });
  return {
    ...bridge,
    at: (brokerName = MAIN) => issuerCaller(`${publicUrl}/b/${brokerName}/oidc`),
    newBrowser: (...untilUris) => oidcBrowser('https://', `${bridge.simulator.url}/callback/success`, ...untilUris),
  };
}

/** One stage for all tests of a file. */
export function useIssuerStage(open: () => Promise<IssuerStageOptions> = async () => ({})): () => IssuerStage {
  let stage: IssuerStage | undefined;
  before(async () => {
    stage = await startIssuerStage(await open());
  });
  after(() => stage?.close());
  return () => {
    if (!stage) throw new Error('the stage is opened when the tests run');
    return stage;
  };
}
