import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import type { TestBridge } from '../../support/start-bridge.ts';

/** Share a CRM. */
export const MAIN = 'tradingtech_main';
export const SISTER = 'tradingtech_wl_europe';
/** Has a CRM of its own, and uses in-app tokens. */
export const STRANGER = 'financialhouse_main';
export const WHITE_LABELS = [MAIN, SISTER, STRANGER] as const;

/** The platform's id of the seeded trader of each white label. */
const USER_IDS: Readonly<Record<string, number>> = { [MAIN]: 10345533, [SISTER]: 10345534, [STRANGER]: 10345535 };

/** One white label of a running bridge, with everything that a test needs to speak for it. */
export interface WhiteLabel {
  readonly brokerName: string;
  readonly brokerCrmName: string;
  /** Of the seeded trader. */
  readonly userId: number;
  readonly password: string;
  /** Bought when the stage was opened. */
  readonly crmApiToken: string;
  readonly platform: ReturnType<typeof platformCaller>;
  /** As it is configured now. */
  broker(): Broker;
  /** @returns A token such as a log-in puts into the success URL. */
  oneTimeToken(keepMeLoggedIn?: boolean): Promise<string>;
  /** @returns What a log-in with "keep me logged in" leads to by call 4.2. */
  session(): Promise<{ accessToken: string; inappToken: string | undefined }>;
}

export async function openWhiteLabel(bridge: TestBridge, brokerName: string): Promise<WhiteLabel> {
  const platform = platformCaller(bridge.url, brokerName);
  const broker = () => bridge.app.brokers.get(brokerName);
  const userId = USER_IDS[brokerName] ?? 0;
  const crmApiToken = await platform.crmApiToken();
  const oneTimeToken = (keepMeLoggedIn = false) => bridge.app.access.issueSignInToken(broker(), userId, keepMeLoggedIn);
  return {
    brokerName,
    brokerCrmName: broker().brokerCrmName,
    userId,
    password: `sandbox-password-${brokerName}`,
    crmApiToken,
    platform,
    broker,
    oneTimeToken,
    async session() {
      const { body, text } = await platform.redeem(await platform.crmApiToken(), await oneTimeToken(true));
      const { accessToken, inappToken } = body;
      if (accessToken === undefined) throw new Error(`No session: ${text}`);
      return {
        accessToken: String(accessToken),
        inappToken: typeof inappToken === 'string' ? inappToken : undefined,
      };
    },
  };
}
