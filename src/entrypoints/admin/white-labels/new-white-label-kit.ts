import type { Brokers } from '../../../domain/brokers/brokers.ts';

export type NewBroker = Parameters<Brokers['create']>[0];

/** How a white label that is to be begins; from outside the entry point. */
export interface NewWhiteLabelKit {
  /** What it is set to where nothing else is said. */
  readonly defaults: NewBroker;
  /** A connection to the sandbox's own platform, another one each time; `null` where there is none. */
  readonly offerSandboxPlatform: (() => SandboxPlatform) | null;
  /** Tells the sandbox's platform of a new white label that is connected to it; of all others nothing is told to anybody. */
  readonly introduce: (broker: NewBroker) => Promise<void>;
}

export interface SandboxPlatform {
  readonly baseUrl: string;
  readonly managerLogin: number;
  readonly managerPassword: string;
}
