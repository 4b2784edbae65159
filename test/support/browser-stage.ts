import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokersFile } from '../../src/config/seed-file-types.ts';
import { DEPOSITORS, depositScreen } from './deposit-screen.ts';
import { PROJECT_FOLDER } from './start-bridge.ts';
import { startWiredBridge, type WiredBridge } from './start-wired-bridge.ts';

/** A bridge with its platform, for a real browser. */
export interface BrowserStage extends WiredBridge {
  /** The address of a screen of `STAGE_BROKER`. */
  address(path: string, parameters?: Readonly<Record<string, string>>): string;
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
}

export async function startBrowserStage({ seed = (file) => file }: BrowserStageOptions = {}): Promise<BrowserStage> {
  const bridge = await startWiredBridge({ seed: (file) => seed(withLanguage(file)) });
  const base = `${bridge.url}/b/${STAGE_BROKER}`;
  const screen = depositScreen(bridge.url, STAGE_BROKER);
  const address = (path: string, parameters: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams(parameters).toString();
    return `${base}${path}${query === '' ? '' : `?${query}`}`;
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

function withLanguage(file: BrokersFile): BrokersFile {
  const brokers = file.brokers.map((broker) => {
    const languages = [...new Set([...broker.screens.languages, OTHER_LANGUAGE])];
    return { ...broker, screens: { ...broker.screens, languages } };
  });
  return { ...file, brokers };
}
