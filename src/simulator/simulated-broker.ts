/** What the simulated platform knows of one broker, out of the seed file. */
export interface SimulatedBroker {
  readonly brokerName: string;
  readonly brokerCrmName: string;
  readonly displayName: string;
  /** With which the platform's backend buys a `crmApiToken` (call 4.1). */
  readonly platformPassword: string;
  readonly managerLogin: number;
  /** MD5 in hex, as call 3.1 carries it. */
  readonly managerPasswordMd5: string;
  readonly languages: readonly string[];
  /** Shared with the simulated cashier; `null` where the broker has another one. */
  readonly cashierSecret: string | null;
  /** What the app that signs in with OpenID Connect is registered as; `null` where it is not. */
  readonly oidcClient: { readonly id: string; readonly secret: string } | null;
  readonly traders: readonly {
    readonly email: string;
    readonly firstName: string | null;
    readonly preferredLanguage: string | null;
    readonly platformUserId: number;
    readonly accounts: readonly {
      readonly environment: 'demo' | 'live';
      readonly login: number;
      readonly ctidTraderAccountId: number;
      readonly depositCurrency: string;
      readonly moneyDigits: number;
      readonly balanceMinor: number;
    }[];
  }[];
}

/** What the platform is told of a broker that the seed file does not have. */
export type IntroducedBroker = Omit<SimulatedBroker, 'oidcClient' | 'traders'>;
