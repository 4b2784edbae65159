import type { Broker } from './broker.ts';

/** What is tried of a connection to a trading platform, before it is saved or at any time after. */
export interface PlatformTrial {
  readonly baseUrl: string;
  readonly managerLogin: number;
  /** As it was entered, or as this white label keeps it; the kept one goes only where it is kept for. */
  readonly password:
    | { readonly kind: 'entered'; readonly text: string }
    | { readonly kind: 'kept'; readonly broker: Broker };
}

export type PlatformTrialOutcome =
  | { readonly kind: 'works'; readonly tookMs: number }
  | {
      readonly kind: 'failed';
      /** Where it went wrong. */
      readonly at: PlatformTrialStep;
      /** A code of the network's or a status of HTTP, never a text of the other side. */
      readonly code: string | null;
      readonly tookMs: number;
    };

/**
 * `address`: the name leads nowhere. `connection`: nothing listens there, or it hung up. `tls`: its certificate is not to be
 * trusted. `timeout`: no answer in time. `login`: the platform refuses the manager. `answer`: something else answered than a
 * platform would. `password`: no key opens the kept password.
 */
export type PlatformTrialStep = 'address' | 'connection' | 'tls' | 'timeout' | 'login' | 'answer' | 'password';

/** Buys a manager's token (call 3.1) once, and does nothing with it. Never throws for what the other side does. */
export type TryPlatform = (trial: PlatformTrial) => Promise<PlatformTrialOutcome>;
