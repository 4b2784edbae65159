import type { INAPP_ACTIONS } from '../../lib/inapp-actions.ts';

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
  readonly branding: Branding;
  /** What becomes of each screen inside the platform's app. */
  readonly actions: ActionSettings;
  /** What a new trader gets at sign-up without being asked; `null` for a choice from `accountOffers`, if there are any. */
  readonly firstAccount: AccountOffer | null;
  /** What traders may open themselves; none where there are none. */
  readonly accountOffers: readonly OpenAccountOffer[];
  /** The way of those who apply to become traders. */
  readonly onboarding: OnboardingSettings;
  /** What traders have to agree to, in all versions that were published, the oldest first. */
  readonly agreements: readonly AgreementSetting[];
  readonly privacy: PrivacySettings;
  /** The passwords with which the platform buys a `crmApiToken`; two during a rotation. */
  readonly platformPasswords: readonly PlatformPassword[];
  /** What traders were issued until then is worth nothing; `null` where nothing was ended. */
  readonly sessionsEndedAtMs: number | null;
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
  /**
   * `sso`: the bridge knows the traders and issues the one-time tokens. `handoff`: the platform does both, and the bridge
   * redeems its tokens at the hand-off call.
   */
  readonly identity: 'sso' | 'handoff';
}

export interface ScreenSettings {
  /** Where a trader's browser goes after signing in; exact, and never taken from a request. */
  readonly successUrl: string;
  /** ISO 639-1. */
  readonly defaultLanguage: string;
  readonly languages: readonly string[];
  /** Origins that may frame the screens. */
  readonly frameOrigins: readonly string[];
  /** Where `/sso/callback` leads a browser that it signed in; `null` is the bridge's own page of in-app actions. */
  readonly landingUrl: string | null;
  /** Opens the platform inside the broker's own page: an address with the placeholders of actions; `null` where none does. */
  readonly embeddedPlatformUrl: string | null;
}

/** How the screens and letters of a white label look, and what they have to say. */
export interface Branding {
  /** An image as a `data:` address in base64; `null` shows the display name instead. */
  readonly logoLight: string | null;
  /** `null`: the light one. */
  readonly logoDark: string | null;
  readonly favicon: string | null;
  /** `#rrggbb`, of buttons and links; made darker or lighter where it could not be read. `null` is the bridge's own. */
  readonly accentLight: string | null;
  readonly accentDark: string | null;
  /** The company that the trader has to do with; empty where nothing is to be said. */
  readonly legalEntity: string;
  /** Where and by whom it is regulated. */
  readonly jurisdiction: string;
  /** By language (ISO 639-1); one that is missing falls back to the default language's. */
  readonly riskWarning: Readonly<Record<string, string>>;
  readonly support: SupportContact;
}

export interface SupportContact {
  readonly email: string | null;
  readonly phone: string | null;
  readonly url: string | null;
}

/** A screen that the platform's app opens. */
export type InappAction = (typeof INAPP_ACTIONS)[number];

export type ActionSettings = Readonly<Record<InappAction, ActionSetting>>;

/** `template`: an address with `{brokerName} {brokerCrmName} {otToken} {accountId} {lang} {theme} {source}`. */
export type ActionSetting =
  | { readonly kind: 'built-in' }
  | { readonly kind: 'off' }
  | { readonly kind: 'external'; readonly template: string };

/**
 * One version of an agreement. An agreement may have several; in force is the one with the latest effective date that has
 * come, and of two with the same date the one further down. A version is never changed once it is there.
 */
export type AgreementSetting = AgreementDocument | AgreementWithdrawal;

interface AgreementVersion {
  readonly id: string;
  /** Another version is another agreement: who signed one has not signed the other. */
  readonly version: string;
  /** From when on it takes the place of the one before; from ever where it is left out. */
  readonly effectiveAtMs?: number;
}

/** A document that traders have to agree to. */
export interface AgreementDocument extends AgreementVersion {
  /** By language (ISO 639-1); at least in the default language. */
  readonly title: Readonly<Record<string, string>>;
  /** One for all languages, or one for each language of the title. */
  readonly url: string | Readonly<Record<string, string>>;
  /** In hex, of what is behind the address, as `url` is written; a signature then stands under it too. */
  readonly documentSha256?: string | Readonly<Record<string, string>>;
  readonly withdraws?: undefined;
}

/** Ends an agreement: from then on nobody is asked for it. */
export interface AgreementWithdrawal extends AgreementVersion {
  readonly withdraws: true;
}

/** What is asked of who looks at traders' data through the broker API. */
export interface PrivacySettings {
  /** Whether `none`, `test` and the like will do for who asks and why. */
  readonly allowPlaceholders: boolean;
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
  readonly minWithdrawalMinor: number;
  readonly maxWithdrawalMinor: number;
  readonly cashier: CashierSetting;
  /** Of cashiers that were changed, the newest first: traders may have paid there. */
  readonly retiredCashierSecrets: readonly RetiredCashierSecret[];
}

/** With what a cashier signed before it was changed. It is believed only for payments that began before. */
export interface RetiredCashierSecret {
  readonly sealedSecret: string;
  readonly retiredAtMs: number;
  readonly endsAtMs: number;
}

/** Who takes and pays out the money. */
export type CashierSetting =
  /** Moves no money; production mode has none. */
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'off' }
  /** The broker's own page. `template`: an address with placeholders, see `docs/payments.md`. */
  | {
      readonly kind: 'redirect';
      readonly template: string;
      /** Where withdrawals are announced to be paid out. */
      readonly payoutUrl: string | null;
      /** Signs what goes there and what comes back; sealed by the key ring, bound to the broker's name. */
      readonly sealedSecret: string;
    };

/** A kind of account that traders can open, and what they may choose of it. */
export interface OpenAccountOffer {
  readonly id: string;
  readonly environment: 'demo' | 'live';
  readonly groupName: string;
  readonly accountType: AccountOffer['accountType'];
  readonly depositCurrencies: readonly string[];
  /** 1:100 is 10000. */
  readonly leveragesInCents: readonly number[];
  readonly totalMarginCalculationType: AccountOffer['totalMarginCalculationType'];
  readonly accessRights: AccountOffer['accessRights'];
  /** In minor units of the deposit currency. */
  readonly openingBalanceMinor: number;
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

export interface OnboardingSettings {
  /** `direct` signs applicants up at once, for development. */
  readonly mode: 'workflow' | 'direct';
  /** In the order in which they are shown. */
  readonly states: readonly OnboardingState[];
}

/** Where an application can stand. */
export interface OnboardingState {
  readonly id: string;
  /** Shown to staff. */
  readonly name: string;
  /** Whether an application can begin here; without another word it begins in the first such state. */
  readonly initial: boolean;
  /** Whether the application is at its end. */
  readonly final: boolean;
  /** Whether the applicant becomes a user with it. */
  readonly createUser: boolean;
  /** The states that an application can be moved to from here. */
  readonly next: readonly string[];
}
