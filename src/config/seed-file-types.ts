import type { INAPP_ACTIONS } from '../lib/inapp-actions.ts';
import type { SeedApiKey } from './seed-api-key-types.ts';
import type { SeedClient } from './seed-client-types.ts';
import type { SeedStaffMember } from './seed-staff-types.ts';

/** The seed file: CRMs, brokers and, for trying things out, traders. Its schema is the one of the admin's import. */
export interface BrokersFile {
  /** Whether these are examples, which production mode refuses. */
  readonly sandbox: boolean;
  readonly crms: readonly { readonly brokerCrmName: string; readonly displayName: string }[];
  readonly brokers: readonly SeedBroker[];
  /** Who administers the bridge. */
  readonly staff?: readonly SeedStaffMember[];
}

export interface SeedBroker {
  readonly brokerName: string;
  readonly brokerCrmName: string;
  readonly displayName: string;
  readonly whiteLabelOf: string | null;
  readonly enabled: boolean;
  readonly hosts: readonly string[];
  readonly platformPassword: string;
  readonly platform: {
    readonly baseUrl: string;
    readonly managerLogin: number;
    readonly managerPassword: string;
    readonly userIdPath: string;
    readonly logoutPath: string;
    readonly idempotentExternalIds: boolean;
    readonly identity: 'sso' | 'handoff';
  };
  readonly screens: {
    readonly successUrl: string;
    readonly defaultLanguage: string;
    readonly languages: readonly string[];
    readonly frameOrigins: readonly string[];
    readonly landingUrl: string | null;
    readonly embeddedPlatformUrl: string | null;
  };
  readonly branding: SeedBranding;
  readonly actions: Readonly<Record<SeedAction, SeedActionSetting>>;
  readonly tokens: {
    readonly oneTimeTokenTtlSeconds: number;
    readonly accessTokenTtlSeconds: number | null;
    readonly crmApiTokenTtlSeconds: number;
    readonly inappTokens: boolean;
    readonly inappTokenTtlSeconds: number;
  };
  readonly payments: {
    readonly minDepositMinor: number;
    readonly maxDepositMinor: number;
    readonly minWithdrawalMinor: number;
    readonly maxWithdrawalMinor: number;
    readonly cashier: SeedCashier;
  };
  readonly firstAccount: SeedOffer | null;
  readonly accountOffers: readonly SeedOpenAccountOffer[];
  readonly onboarding: SeedOnboarding;
  readonly agreements: readonly SeedAgreement[];
  readonly privacy: { readonly allowPlaceholders: boolean };
  readonly traders: readonly SeedTrader[];
  /** Apps that speak OpenID Connect. */
  readonly clients: readonly SeedClient[];
  /** Keys of the broker's own systems. */
  readonly apiKeys: readonly SeedApiKey[];
}

/** What can be changed of a broker. A secret that is left out stays as it is. */
export type SeedBrokerSettings = Omit<
  SeedBroker,
  | 'brokerName'
  | 'brokerCrmName'
  | 'whiteLabelOf'
  | 'platformPassword'
  | 'traders'
  | 'clients'
  | 'apiKeys'
  | 'platform'
  | 'payments'
> & {
  readonly platform: Omit<SeedBroker['platform'], 'managerPassword'> & { readonly managerPassword?: string };
  readonly payments: Omit<SeedBroker['payments'], 'cashier'> & {
    readonly cashier:
      | Exclude<SeedCashier, { readonly kind: 'redirect' }>
      | (Omit<Extract<SeedCashier, { readonly kind: 'redirect' }>, 'secret'> & { readonly secret?: string });
  };
};

export interface SeedOffer {
  readonly environment: 'demo' | 'live';
  readonly groupName: string;
  readonly depositCurrency: string;
  readonly leverageInCents: number;
  readonly accountType: 'HEDGED' | 'NETTED' | 'SPREAD_BETTING';
  readonly totalMarginCalculationType: 'MAX' | 'SUM' | 'NET';
  readonly accessRights: 'FULL_ACCESS' | 'CLOSE_ONLY' | 'NO_TRADING' | 'NO_LOGIN';
  readonly openingBalanceMinor: number;
}

export interface SeedTrader {
  readonly email: string;
  readonly password: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly preferredLanguage: string;
  readonly platformUserId: number;
  /** Whether the trader has agreed to what is in force when the file is brought in. */
  readonly signedAgreements: boolean;
  readonly accounts: readonly {
    readonly environment: 'demo' | 'live';
    readonly login: number;
    readonly ctidTraderAccountId: number;
    readonly depositCurrency: string;
    readonly moneyDigits: number;
  }[];
}

export interface SeedBranding {
  /** `data:image/png;base64,…` */
  readonly logoLight: string | null;
  readonly logoDark: string | null;
  readonly favicon: string | null;
  readonly accentLight: string | null;
  readonly accentDark: string | null;
  readonly legalEntity: string;
  readonly jurisdiction: string;
  readonly riskWarning: Readonly<Record<string, string>>;
  readonly support: { readonly email: string | null; readonly phone: string | null; readonly url: string | null };
}

export type SeedAction = (typeof INAPP_ACTIONS)[number];

export type SeedActionSetting =
  | { readonly kind: 'built-in' }
  | { readonly kind: 'off' }
  | { readonly kind: 'external'; readonly template: string };

export type SeedCashier =
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'off' }
  | {
      readonly kind: 'redirect';
      readonly template: string;
      readonly payoutUrl: string | null;
      readonly secret: string;
    };

export interface SeedOpenAccountOffer {
  readonly id: string;
  readonly environment: 'demo' | 'live';
  readonly groupName: string;
  readonly accountType: SeedOffer['accountType'];
  readonly depositCurrencies: readonly string[];
  readonly leveragesInCents: readonly number[];
  readonly totalMarginCalculationType: SeedOffer['totalMarginCalculationType'];
  readonly accessRights: SeedOffer['accessRights'];
  readonly openingBalanceMinor: number;
}

/** One version of an agreement. */
export type SeedAgreement = SeedAgreementVersion &
  (
    | {
        readonly title: Readonly<Record<string, string>>;
        readonly url: string | Readonly<Record<string, string>>;
        readonly documentSha256?: string | Readonly<Record<string, string>>;
        readonly withdraws?: undefined;
      }
    | { readonly withdraws: true }
  );

interface SeedAgreementVersion {
  readonly id: string;
  readonly version: string;
  /** ISO 8601, in UTC; from ever where it is left out. */
  readonly effectiveAt?: string;
}

/** The way of those who apply to become traders. */
export interface SeedOnboarding {
  readonly mode: 'workflow' | 'direct';
  readonly states: readonly {
    readonly id: string;
    readonly name: string;
    readonly initial: boolean;
    readonly final: boolean;
    readonly createUser: boolean;
    readonly next: readonly string[];
  }[];
}
