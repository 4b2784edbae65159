import type { Broker } from '../brokers/broker.ts';

/** Apps that wait for a trader: to sign in, to sign what is outstanding, or to consent. Kept by the OpenID provider, answered by the screens. */
export interface AppRequests {
  /**
   * @param proof - What the browser's cookie says; only the browser that came with a request may see and answer it.
   * @returns `undefined` when there is no such request, or none of this browser.
   */
  find(broker: Broker, id: string, proof: string | undefined): Promise<AppRequest | undefined>;
  /** @returns The address that leads the browser back to the app, or to the next step. @throws `app_request_expired` */
  answer(broker: Broker, request: AppRequest, answer: AppAnswer): Promise<string>;
}

export interface AppRequest {
  readonly id: string;
  /** `account-choice`: with whom of those who are signed in. `agreements`: what has to be signed first. */
  readonly waitsFor: 'sign-in' | 'account-choice' | 'agreements' | 'consent';
  readonly client: { readonly id: string; readonly name: string };
  /** The email address that the app expects; empty when it said none. */
  readonly loginHint: string;
  /** One of our one-time tokens, which the app brought in place of a form. */
  readonly oneTimeToken: string | undefined;
  /** Whether the trader has to sign in anew although somebody is signed in. */
  readonly needsNewSignIn: boolean;
  /** Our id of the user who is signed in, if any. */
  readonly userId: string | undefined;
  /** Where the form ends that answers it, as a content security policy names it: an origin, or a scheme of an app's own. */
  readonly formOrigins: readonly string[];
  /** What the app asks for and has not been granted yet, where it waits for consent. */
  readonly scopes: readonly string[];
}

export type AppAnswer =
  | { readonly kind: 'signed-in'; readonly userId: string; readonly method: SignInMethod }
  /**
   * `accountLogins`: the trading accounts that the app may know of; `null` is all, those of later included, and `undefined`
   * leaves what was chosen before.
   */
  | { readonly kind: 'consented'; readonly accountLogins: readonly number[] | null | undefined }
  /** What was outstanding is signed. */
  | { readonly kind: 'agreed' }
  | { readonly kind: 'refused' };

/** How a trader proved who they are. */
export type SignInMethod = 'password' | 'one-time-token' | 'session';
