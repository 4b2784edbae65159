/**
 * Tokens of traders: one-time tokens, the access tokens that they become, in-app tokens, the sessions of browsers, which
 * our own screens and apps share, and what apps hold: codes, tokens, consents and the requests that wait for a trader.
 *
 * Owns issuing, redeeming, verifying and ending them, all over the expiring store; what apps said waits there sealed. Does not own users or the platform's
 * own token (`crm-tokens`). Invariants: a one-time token is bound to white label, user and purpose, and works once; no
 * token is stored, only its hash; nothing that is refused is consumed.
 */
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { type AppArtifacts, createAppArtifacts } from './app-artifacts.ts';
import { type AppSessions, createAppSessions } from './app-sessions.ts';
import { type BrowserSession, findBrowserSession } from './browser-session.ts';
import { type EndSessionOptions, endAllSessions, endSession } from './end-sessions.ts';
import { generateInappOneTimeToken } from './generate-inapp-one-time-token.ts';
import { createHeldVisits, type HeldVisits } from './held-visits.ts';
import { isEnded } from './is-ended.ts';
import { issueInappToken, issueOrderedToken, issueSignInToken } from './issue-one-time-token.ts';
import { endListedSession, listSessions } from './list-sessions.ts';
import type { ListedSession } from './listed-session.ts';
import { logOut } from './log-out.ts';
import { logOutOfPlatform } from './log-out-of-platform.ts';
import { type NewBrowserSession, type OpenedBrowserSession, openBrowserSession } from './open-browser-session.ts';
import type { OpenedPage } from './opened-page.ts';
import { type PrepareSignIn, redeemForSignIn } from './redeem-for-sign-in.ts';
import { type CheckVisit, checkInappToken, redeemInappToken } from './redeem-inapp-token.ts';
import { redeemOneTimeToken } from './redeem-one-time-token.ts';
import { findOpenedPage, rememberPage } from './remember-page.ts';
import type { Session } from './session.ts';
import { haveSessionsEnded } from './sessions-ended.ts';
import type { SignedInByToken } from './signed-in-by-token.ts';
import { isTokenOf } from './token-format.ts';
import type { OrderedToken, TokenOrder } from './token-order.ts';
import { verifyAccessToken } from './verify-access-token.ts';
import { createVerifyClientToken, type VerifyClientToken } from './verify-client-token.ts';

export interface Access {
  /**
   * A one-time token for a trader who has just signed in; the platform redeems it with call 4.2.
   *
   * @param platformUserId - The platform's id of the trader.
   * @param sessionId - Of the browser session in which the trader signed in; what the platform gets ends with it.
   */
  issueSignInToken(
    broker: Broker,
    platformUserId: number,
    keepMeLoggedIn: boolean,
    sessionId?: string,
  ): Promise<string>;
  /**
   * Call 4.2.
   *
   * @throws `token_malformed`, `token_unknown`, `token_expired`, `token_of_other_broker`
   */
  redeemOneTimeToken(broker: Broker, token: string): Promise<Session>;
  /**
   * Call 4.3.
   *
   * @throws `token_malformed`, `token_unknown`, `token_expired`, `token_of_other_broker`
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
   * @throws `token_malformed`, `token_unknown`, `token_expired`, `token_of_other_broker`
   */
  redeemInappToken<Checked>(broker: Broker, token: string, check: CheckVisit<Checked>): Promise<Checked>;
  /** The same for a screen of somebody else's: the token stays as it is. */
  checkInappToken<Checked>(broker: Broker, token: string, check: CheckVisit<Checked>): Promise<Checked>;
  /** A one-time token for an in-app screen, for a trader whom we know without the platform's word. */
  issueInappToken(broker: Broker, platformUserId: number): Promise<string>;
  /** A one-time token that a system of the broker's asks for, for a trader whom it names. */
  issueOrderedToken(broker: Broker, order: TokenOrder): Promise<OrderedToken>;
  /** Whether a text has the form of a token of ours for this white label. */
  isOwnToken(broker: Broker, text: string): boolean;
  /** @returns An id under which the page can be opened again for a quarter of an hour, unless the user's sessions end. */
  rememberPage(broker: Broker, opened: OpenedPage): Promise<string>;
  findOpenedPage(
    broker: Broker,
    visit: { readonly id: string; readonly page: string; readonly token: string },
  ): Promise<OpenedPage | undefined>;
  /** Visits that have to wait. */
  readonly heldVisits: HeldVisits;
  /** Makes a browser known, under a new id. It ends with the user's sessions. */
  openBrowserSession(broker: Broker, session: NewBrowserSession): Promise<OpenedBrowserSession>;
  /** @param token - That the browser has to have come with, if it matters. */
  findBrowserSession(broker: Broker, id: string, token?: string): Promise<BrowserSession | undefined>;
  /**
   * Spends a one-time token of either purpose for whoever it is of.
   *
   * @param prepare - Writes what it is traded for, before it is spent; where this throws, nobody is to have that.
   * @throws `token_malformed`, `token_unknown`, `token_expired`, `token_of_other_broker`
   */
  redeemForSignIn(broker: Broker, token: string, prepare?: PrepareSignIn): Promise<SignedInByToken>;
  /** Ends one session with everything that was issued in it. Apps are told. */
  endSession(broker: Broker, sessionId: string, options?: EndSessionOptions): Promise<void>;
  /** Ends everything of a user: what the platform holds, what apps hold, and what browsers know. Apps are told. */
  endAllSessions(broker: Broker, user: User): Promise<void>;
  /** For staff: what is open of a user, the latest sign-in first. */
  listSessions(broker: Broker, user: User): Promise<ListedSession[]>;
  /**
   * Ends one of them with what hangs on it, as a log-out does. Apps are told.
   *
   * @throws `session_unknown` for one that has ended, or is another user's
   */
  endListedSession(broker: Broker, user: User, sessionId: string): Promise<void>;
  /** The sessions of browsers, as the OpenID provider sees them. */
  readonly appSessions: AppSessions;
  /** What apps hold. */
  readonly appArtifacts: AppArtifacts;
  /** Of a token that an app got for itself (`client_credentials`). */
  readonly verifyClientToken: VerifyClientToken;
  /**
   * Whether everything of the user ended after some time of the last hour; for what cannot be dropped from the store.
   *
   * @param userId - Of ours.
   */
  haveSessionsEnded(broker: Broker, userId: string, sinceMs: number): Promise<boolean>;
  /**
   * Call 4.5: ends the session of one access token, or everything of the user.
   *
   * @throws `user_unknown`, `token_unknown`, `token_of_other_broker`
   */
  logOut(broker: Broker, platformUserId: number, accessToken?: string): Promise<void>;
  /**
   * Has the platform end the user's sessions (call 3.12), after ours have ended without its asking. Never fails, and takes
   * two seconds at most.
   *
   * @returns Whether the platform has done it.
   */
  logOutOfPlatform(broker: Broker, platformUserId: number): Promise<boolean>;
}

export function createAccess(dependencies: AccessDependencies): Access {
  const appArtifacts = createAppArtifacts(dependencies);
  return {
    issueSignInToken: (broker, platformUserId, keepMeLoggedIn, sessionId) =>
      issueSignInToken(dependencies, broker, { platformUserId, keepMeLoggedIn, sessionId }),
    redeemOneTimeToken: (broker, token) => redeemOneTimeToken(dependencies, broker, token),
    verifyAccessToken: (broker, token) => verifyAccessToken(dependencies, broker, token),
    generateInappOneTimeToken: (broker, platformUserId, inappToken) =>
      generateInappOneTimeToken(dependencies, broker, platformUserId, inappToken),
    redeemInappToken: (broker, token, check) => redeemInappToken(dependencies, broker, token, check),
    checkInappToken: (broker, token, check) => checkInappToken(dependencies, broker, token, check),
    issueInappToken: (broker, platformUserId) => issueInappToken(dependencies, broker, { platformUserId }),
    issueOrderedToken: (broker, order) => issueOrderedToken(dependencies, broker, order),
    isOwnToken: isTokenOf,
    rememberPage: (broker, opened) => rememberPage(dependencies, broker, opened),
    findOpenedPage: (broker, visit) => findOpenedPage(dependencies, broker, visit),
    heldVisits: createHeldVisits(dependencies),
    openBrowserSession: (broker, session) => openBrowserSession(dependencies, broker, session),
    findBrowserSession: (broker, id, token) => findBrowserSession(dependencies, broker, id, token),
    redeemForSignIn: (broker, token, prepare) => redeemForSignIn(dependencies, broker, token, prepare),
    endSession: (broker, sessionId, options) => endSession(dependencies, broker, sessionId, options),
    endAllSessions: (broker, { id: userId, platformUserId }) =>
      endAllSessions(dependencies, broker, { userId, platformUserId }),
    listSessions: (broker, user) => listSessions(dependencies, broker, user),
    endListedSession: (broker, user, sessionId) => endListedSession(dependencies, broker, user, sessionId),
    appSessions: createAppSessions(dependencies),
    appArtifacts,
    verifyClientToken: createVerifyClientToken(dependencies, appArtifacts),
    haveSessionsEnded: async (broker, userId, sinceMs) =>
      isEnded(broker, sinceMs) || haveSessionsEnded(dependencies, broker.brokerName, userId, sinceMs),
    logOut: (broker, platformUserId, accessToken) => logOut(dependencies, broker, platformUserId, accessToken),
    logOutOfPlatform: (broker, platformUserId) => logOutOfPlatform(dependencies, broker, platformUserId),
  };
}
