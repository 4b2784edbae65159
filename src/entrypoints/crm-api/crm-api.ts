/**
 * The trading platform's backend: calls 4.1 to 4.5, authenticated by `crmApiToken`, answered in the vendor's words.
 *
 * Owns the wire names and codes of the contract. Everything else is the domain's.
 */
import type { Router } from 'express';
import type { Access } from '../../domain/access/access.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { CrmTokens } from '../../domain/crm-tokens/crm-tokens.ts';
import { mountRoutes } from '../../http/mount-routes.ts';
import { createAuthenticate } from './authenticate.ts';
import { renderCrmApiError } from './errors.ts';
import { crmApiRoutes } from './routes.ts';

export interface CrmApiDependencies {
  readonly brokers: Brokers;
  readonly crmTokens: CrmTokens;
  readonly access: Access;
}

export function createCrmApi(dependencies: CrmApiDependencies): Router {
  return mountRoutes({
    routes: crmApiRoutes(dependencies),
    authenticate: createAuthenticate(dependencies),
    renderError: renderCrmApiError,
  });
}
