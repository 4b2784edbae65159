/**
 * Tokens of traders: one-time tokens, the access tokens that they become, and in-app tokens.
 *
 * Owns issuing, redeeming, verifying and ending them, all over the expiring store. Does not own users or the platform's
 * own token (`crm-tokens`). Invariants: a one-time token is bound to white label, user and purpose, and works once; no
 * token is stored, only its hash; nothing that is refused is consumed.
 */
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { generateInappOneTimeToken } from './generate-inapp-one-time-token.ts';
import { issueSignInToken } from './issue-one-time-token.ts';
import { logOut } from './log-out.ts';
import { redeemInappToken } from './redeem-inapp-token.ts';
import { redeemOneTimeToken } from './redeem-one-time-token.ts';
import type { Session } from './session.ts';
import { verifyAccessToken } from './verify-access-token.ts';

export interface Access {
  /**
   * A one-time token for a trader who has just signed in; the platform redeems it with call 4.2.
   *
   * @param platformUserId - The platform's id of the trader.
   */
  issueSignInToken(broker: Broker, platformUserId: number, keepMeLoggedIn: boolean): Promise<string>;
  /**
   * Call 4.2.
   *
   * @throws `token_malformed`, `token_unknown`, `token_expired`, `broker_identification_mismatch`
   */
  redeemOneTimeToken(broker: Broker, token: string): Promise<Session>;
  /**
   * Call 4.3.
   *
   * @throws `token_malformed`, `token_unknown`, `token_expired`, `broker_identification_mismatch`
   */
  verifyAccessToken(broker: Broker, token: string): Promise<Session>;
  /**
   * Call 4.4: a one-time token for an in-app screen.
   *
   * @param inappToken - Demanded where the white label uses them, and wherever one is presented it must be right.
   * @throws `user_unknown`, `inapp_token_invalid`
   */
  generateInappOneTimeToken(broker: Broker, platformUserId: number, inappToken?: string): Promise<string>;
  /**
   * Opens an in-app screen with the token of call 4.4.
   *
   * @param check - Looks at what the trader wants to do; what it refuses leaves the token as it is.
   * @returns What the check returned.
   * @throws `token_malformed`, `token_unknown`, `token_expired`, `broker_identification_mismatch`
   */
  redeemInappToken<Checked>(
    broker: Broker,
    token: string,
    check: (user: LinkedUser) => Promise<Checked>,
  ): Promise<Checked>;
  /**
   * Call 4.5: ends the session of one access token, or everything of the user.
   *
   * @throws `user_unknown`, `token_unknown`, `broker_identification_mismatch`
   */
  logOut(broker: Broker, platformUserId: number, accessToken?: string): Promise<void>;
}

export function createAccess(dependencies: AccessDependencies): Access {
  return {
    issueSignInToken: (broker, platformUserId, keepMeLoggedIn) =>
      issueSignInToken(dependencies, broker, { platformUserId, keepMeLoggedIn }),
    redeemOneTimeToken: (broker, token) => redeemOneTimeToken(dependencies, broker, token),
    verifyAccessToken: (broker, token) => verifyAccessToken(dependencies, broker, token),
    generateInappOneTimeToken: (broker, platformUserId, inappToken) =>
      generateInappOneTimeToken(dependencies, broker, platformUserId, inappToken),
    redeemInappToken: (broker, token, check) => redeemInappToken(dependencies, broker, token, check),
    logOut: (broker, platformUserId, accessToken) => logOut(dependencies, broker, platformUserId, accessToken),
  };
}
