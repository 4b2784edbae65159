/** One CRM system; the brokers on it share it, and nothing else. */
export interface Crm {
  readonly brokerCrmName: string;
  readonly displayName: string;
}

/** One broker or white label: everything that is its own. */
export interface Broker {
  /** Names the white label in URLs, calls and logs; compared exactly. */
  readonly brokerName: string;
  readonly brokerCrmName: string;
  /** Shown to traders. */
  readonly displayName: string;
  /** The broker whose white label this is; `null` for a broker of its own. */
  readonly whiteLabelOf: string | null;
  readonly enabled: boolean;
  /** Host names that serve this white label alone, in lower case, without port. */
  readonly hosts: readonly string[];
  readonly platform: PlatformConnection;
  readonly screens: ScreenSettings;
  readonly tokens: TokenSettings;
  readonly payments: PaymentSettings;
  /** What a new trader gets at sign-up; `null` for nothing. */
  readonly firstAccount: AccountOffer | null;
  /** The passwords with which the platform buys a `crmApiToken`; two during a rotation. */
  readonly platformPasswords: readonly PlatformPassword[];
  /** Grows with every change of any broker. */
  readonly revision: number;
}

/** How to reach this white label's trading platform (calls 3.x). */
export interface PlatformConnection {
  readonly baseUrl: string;
  /** The manager's login, which buys the `webservToken`. */
  readonly managerLogin: number;
  /** Sealed by the key ring; bound to the broker's name. */
  readonly sealedManagerPassword: string;
  /** Where call 3.11 lives; the vendor publishes no path. */
  readonly userIdPath: string;
  /** Where call 3.12 lives; the vendor publishes no path. */
  readonly logoutPath: string;
  /**
   * Whether the platform does call 3.5 with the same `externalId` only once; an answer that was lost is then asked for
   * again. Declaring this of a platform that does not so credits deposits twice.
   */
  readonly idempotentExternalIds: boolean;
}

export interface ScreenSettings {
  /** Where a trader's browser goes after signing in; exact, and never taken from a request. */
  readonly successUrl: string;
  /** ISO 639-1. */
  readonly defaultLanguage: string;
  readonly languages: readonly string[];
  /** Origins that may frame the screens. */
  readonly frameOrigins: readonly string[];
}

export interface TokenSettings {
  /** 10 to 900. */
  readonly oneTimeTokenTtlSeconds: number;
  /** `null` is without end. */
  readonly accessTokenTtlSeconds: number | null;
  /** At least seven days. */
  readonly crmApiTokenTtlSeconds: number;
  /** Whether 4.2 and 4.3 return an `inappToken` that 4.4 then demands. */
  readonly inappTokens: boolean;
  readonly inappTokenTtlSeconds: number;
}

/** Limits of what traders can pay, in minor units of the account's currency. */
export interface PaymentSettings {
  readonly minDepositMinor: number;
  readonly maxDepositMinor: number;
}

/** A kind of trading account that a trader can have (call 3.3). */
export interface AccountOffer {
  readonly environment: 'demo' | 'live';
  readonly groupName: string;
  readonly depositCurrency: string;
  /** 1:100 is 10000. */
  readonly leverageInCents: number;
  readonly accountType: 'HEDGED' | 'NETTED' | 'SPREAD_BETTING';
  readonly totalMarginCalculationType: 'MAX' | 'SUM' | 'NET';
  readonly accessRights: 'FULL_ACCESS' | 'CLOSE_ONLY' | 'NO_TRADING' | 'NO_LOGIN';
  /** In minor units of the deposit currency. */
  readonly openingBalanceMinor: number;
}

export interface PlatformPassword {
  readonly id: string;
  /** Argon2id, in PHC format. */
  readonly hash: string;
  readonly createdAtMs: number;
  /** When it stops working; `null` while it is the current one. */
  readonly expiresAtMs: number | null;
}
