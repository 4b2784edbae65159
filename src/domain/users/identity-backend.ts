import type { Broker } from '../brokers/broker.ts';

/**
 * The platform's calls about its users.
 *
 * Every method throws `platform_unavailable` when the outcome is unknown or the platform does not answer, and
 * `platform_refused` when it said no.
 */
export interface IdentityBackend {
  /**
   * Call 3.2.
   *
   * @returns The platform's `userId`.
   * @throws `platform_email_taken`
   */
  createUser(broker: Broker, user: NewPlatformUser): Promise<number>;
  /** Call 3.11. @returns The platform's `userId`, or `undefined` when it has no user with this email. */
  findUserId(broker: Broker, email: string): Promise<number | undefined>;
  /** Call 3.6. */
  setReferral(broker: Broker, platformUserId: number, partnerId: string): Promise<void>;
  /** Call 3.7. @returns The partner; `undefined` when the platform knows none. */
  findReferral(broker: Broker, platformUserId: number): Promise<string | undefined>;
  /** Call 3.8. */
  removeReferral(broker: Broker, platformUserId: number): Promise<void>;
  /** Call 3.9; an empty list clears them. */
  setRibbons(broker: Broker, platformUserId: number, ribbons: readonly Ribbon[]): Promise<void>;
  /** Call 3.10. */
  changeEmail(broker: Broker, platformUserId: number, newEmail: string): Promise<void>;
  /** Call 3.12. @param signal - After which it is not made any more. */
  logOut(broker: Broker, platformUserId: number, signal?: AbortSignal): Promise<void>;
  /** Call 3.13. */
  acceptAgreement(broker: Broker, platformUserId: number): Promise<void>;
  /**
   * The hand-off call: redeems one of the platform's own one-time tokens.
   *
   * @throws `token_unknown` when it is unknown, expired or used.
   */
  redeemHandOffToken(broker: Broker, token: string): Promise<HandedOffUser>;
}

export interface NewPlatformUser {
  readonly email: string;
  readonly firstName?: string;
  readonly nickName?: string;
  /** ISO 639-1. */
  readonly preferredLanguage?: string;
}

/** A banner that the platform shows to a user. */
export interface Ribbon {
  /** `#rrggbb` */
  readonly color: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly closable: boolean;
  readonly action: { readonly urlExternal: string } | { readonly urlinApp: string };
  readonly brokerName?: string;
  readonly ctidTraderAccountId?: number;
}

export interface HandedOffUser {
  readonly platformUserId: number;
  readonly email: string;
  readonly tradingLogin: number;
}
