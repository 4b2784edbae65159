import type { AdminDependencies } from '../admin-dependencies.ts';
import { type OidcClientChanging, oidcClientChanges } from './change-operations.ts';
import { type OidcClientReading, oidcClientReads } from './read-operations.ts';

export interface OidcClientOperations extends OidcClientReading, OidcClientChanging {}

/** Applications that are registered with the issuers of white labels. */
export function oidcClientOperations(dependencies: AdminDependencies): OidcClientOperations {
  return { ...oidcClientReads(dependencies), ...oidcClientChanges(dependencies) };
}
