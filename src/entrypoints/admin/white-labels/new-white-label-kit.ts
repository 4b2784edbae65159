import type { Broker } from '../../../domain/brokers/broker.ts';
import type { Brokers } from '../../../domain/brokers/brokers.ts';

export type NewBroker = Parameters<Brokers['create']>[0];

/** How a white label that is to be begins; from outside the entry point. */
export interface NewWhiteLabelKit {
  /** What it is set to where nothing else is said. */
  readonly defaults: NewBroker;
  /** That the screens speak (ISO 639-1). */
  readonly languages: readonly string[];
  /** Settings that work with the sandbox's own platform, with another manager each time; `null` where there is none. */
  readonly offerSandboxSettings: (() => object) | null;
  /** Where the sandbox's platform opens the app of a white label; `null` of one that is connected elsewhere. */
  readonly appInSimulator: (broker: Pick<Broker, 'brokerName' | 'platform'>) => string | null;
  /** Tells the sandbox's platform of a new white label that is connected to it; of all others nothing is told to anybody. */
  readonly introduce: (broker: NewBroker) => Promise<void>;
}
