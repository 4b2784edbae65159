import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokersFile } from '../../src/config/seed-file-types.ts';
import { DEPOSITORS, depositScreen } from './deposit-screen.ts';
import { findFreePort } from './server-process.ts';
import { PROJECT_FOLDER } from './start-bridge.ts';
import { startWiredBridge, type WiredBridge } from './start-wired-bridge.ts';

/** A bridge with its platform, for a real browser. */
export interface BrowserStage extends WiredBridge {
  /** The address of a screen, of `STAGE_BROKER` when none is named. */
  address(path: string, parameters?: Readonly<Record<string, string>>, brokerName?: string): string;
  /** The address of an in-app screen, with a fresh token of call 4.4 and the trader's live account. */
  inappAddress(path: string, parameters?: Readonly<Record<string, string>>): Promise<string>;
  readonly successUrl: string;
}

export const STAGE_BROKER = 'tradingtech_main';
/** The seeded trader of that white label. */
export const STAGE_TRADER = {
  ...DEPOSITORS[STAGE_BROKER],
  email: 'trader@example.com',
  password: 'Sandbox-Trader-1',
};

/** A language that is written from right to left, once there is one. */
export const OTHER_LANGUAGE = readdirSync(join(PROJECT_FOLDER, 'config/locales')).includes('ar') ? 'ar' : 'de';

export interface BrowserStageOptions {
  /** Changes the seed before it is applied. */
  readonly seed?: (file: BrokersFile) => BrokersFile;
  /** Puts something before the bridge. @returns Its address; that of the bridge when left out. */
  readonly publicUrlOf?: (bridgeUrl: string) => Promise<string>;
}

export async function startBrowserStage({
  seed = (file) => file,
  publicUrlOf = async (bridgeUrl) => bridgeUrl,
}: BrowserStageOptions = {}): Promise<BrowserStage> {
  // Links in mails lead to the public address, which has to be known beforehand.
  const port = await findFreePort();
  const bridge = await startWiredBridge({
    port,
    environment: { PUBLIC_URL: await publicUrlOf(`http://127.0.0.1:${port}`) },
    seed: (file) => seed(withEverything(file)),
  });
  const screen = depositScreen(bridge.url, STAGE_BROKER);
  const address: BrowserStage['address'] = (path, parameters = {}, brokerName = STAGE_BROKER) => {
    const query = new URLSearchParams(parameters).toString();
    return `${bridge.url}/b/${brokerName}${path}${query === '' ? '' : `?${query}`}`;
  };
  return {
    ...bridge,
    address,
    async inappAddress(path, parameters = {}) {
      return address(path, { token: await screen.token(), account: String(STAGE_TRADER.live), ...parameters });
    },
    successUrl: `${bridge.simulator.url}/callback/success`,
  };
}

/** The other language, and every screen that a white label can have. */
function withEverything(file: BrokersFile): BrokersFile {
  const brokers = file.brokers.map((broker) => {
    const languages = [...new Set([...broker.screens.languages, OTHER_LANGUAGE])];
    return {
      ...broker,
      screens: { ...broker.screens, languages },
      actions: { ...broker.actions, chat: { kind: 'built-in' as const } },
    };
  });
  return { ...file, brokers };
}
