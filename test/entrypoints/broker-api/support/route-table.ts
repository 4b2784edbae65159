import { withoutDependencies } from '../../../../scripts/without-dependencies.ts';
import type { BrokerApiRoute } from '../../../../src/entrypoints/broker-api/broker-api-route.ts';
import { brokerApiRoutes } from '../../../../src/entrypoints/broker-api/routes.ts';

/** What is mounted, without anything behind it: a route looks at what it works with when it is called. */
export const ROUTES: readonly BrokerApiRoute[] = brokerApiRoutes(withoutDependencies());

/** @returns The address below `/broker-api/v1`, with a value for each parameter. */
export function pathWith({ path }: BrokerApiRoute, segmentOf: (name: string) => string): string {
  return path.replaceAll(/:(\w+)/g, (_parameter, name: string) => encodeURIComponent(segmentOf(name)));
}
