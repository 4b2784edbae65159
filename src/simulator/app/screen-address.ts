import type { SimulatedBroker } from '../simulated-broker.ts';
import type { App } from './app.ts';
import type { Choices } from './choices.ts';

/**
 * The address of a screen of the bridge, as the platform's app opens it.
 *
 * @param target - Below the bridge, or a whole address.
 * @param parameters - Those that are empty are left out.
 */
export function screenAddress(
  app: App,
  broker: SimulatedBroker,
  target: string,
  parameters: Readonly<Record<string, string>>,
): URL {
  const address = new URL(target, `${app.bridgeUrl()}/`);
  const { brokerName, brokerCrmName } = broker;
  for (const [name, value] of Object.entries({ brokerName, brokerCrmName, ...parameters })) {
    if (value !== '') address.searchParams.set(name, value);
  }
  return address;
}

/** What the app says of itself to every screen. */
export function looksOf({ lang, theme, source }: Choices): Record<string, string> {
  return { lang, theme, source };
}
