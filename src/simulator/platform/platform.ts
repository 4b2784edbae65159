/**
 * The simulated platform's server: the calls 3.x and the hand-off call, with state. It owns the wire format as the
 * platform sees it, and refuses whatever the vendor's document does not allow. It knows nothing of how the bridge
 * makes its calls.
 */

import type { Clock } from '../../lib/clock.ts';
import type { FaultSwitches } from '../control/fault-switches.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import type { PlatformTrader, PlatformUser } from '../state/platform-records.ts';
import type { PlatformState } from '../state/platform-state.ts';

/** What every call works on. */
export interface Platform {
  /** Grows when the bridge tells of a new one. */
  readonly brokers: SimulatedBroker[];
  readonly state: PlatformState;
  readonly faults: FaultSwitches;
  readonly clock: Clock;
  /** To be called after every change of the state. */
  changed(): void;
}

export function findUser(platform: Platform, broker: SimulatedBroker, userId: number): PlatformUser | undefined {
  return platform.state.users.find((user) => user.userId === userId && user.brokerName === broker.brokerName);
}

export function findUserByEmail(platform: Platform, broker: SimulatedBroker, email: string): PlatformUser | undefined {
  const wanted = email.toLowerCase();
  return platform.state.users.find((user) => user.email === wanted && user.brokerName === broker.brokerName);
}

export function findTrader(platform: Platform, broker: SimulatedBroker, login: number): PlatformTrader | undefined {
  return platform.state.traders.find((trader) => trader.login === login && trader.brokerName === broker.brokerName);
}
