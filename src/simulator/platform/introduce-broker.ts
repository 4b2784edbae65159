import type { IntroducedBroker, SimulatedBroker } from '../simulated-broker.ts';
import type { PlatformState } from '../state/platform-state.ts';
import type { Platform } from './platform.ts';

/**
 * From now on it is a broker like the others; being told again replaces what was told before.
 *
 * @returns Whether it is; `false` where the seed file has one of this name, which stays.
 */
export function introduceBroker({ brokers, state, changed }: Platform, told: IntroducedBroker): boolean {
  const place = brokers.findIndex(({ brokerName }) => brokerName === told.brokerName);
  const isOurs = state.introduced.some(({ brokerName }) => brokerName === told.brokerName);
  if (place >= 0 && !isOurs) return false;
  const broker: SimulatedBroker = { ...told, oidcClient: null, traders: [] };
  brokers.splice(place < 0 ? brokers.length : place, place < 0 ? 0 : 1, broker);
  state.introduced = [...state.introduced.filter(({ brokerName }) => brokerName !== told.brokerName), broker];
  changed();
  return true;
}

/** The seed file's come first, and its own word counts. */
export function withIntroduced(seeded: readonly SimulatedBroker[], { introduced }: PlatformState): SimulatedBroker[] {
  const names = new Set(seeded.map(({ brokerName }) => brokerName));
  return [...seeded, ...introduced.filter(({ brokerName }) => !names.has(brokerName))];
}
