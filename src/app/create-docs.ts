import { join } from 'node:path';
import type { Router } from 'express';
import type { AdminOperation } from '../entrypoints/admin/admin-operation.ts';
import { describeAdminApi } from '../entrypoints/admin/describe-admin-api.ts';
import { adminErrors } from '../entrypoints/admin/errors.ts';
import type { BrokerApiDependencies } from '../entrypoints/broker-api/broker-api-dependencies.ts';
import { describeBrokerApi } from '../entrypoints/broker-api/describe-broker-api.ts';
import { brokerApiErrors } from '../entrypoints/broker-api/errors.ts';
import { brokerApiRoutes } from '../entrypoints/broker-api/routes.ts';
import { describeCrmApi } from '../entrypoints/crm-api/describe-crm-api.ts';
import { crmApiRoutes } from '../entrypoints/crm-api/routes.ts';
import { createDocs as createPages } from '../entrypoints/docs/docs.ts';
import { createRenderView } from '../http/render-view.ts';
import type { Domain } from './create-domain.ts';

/** The pages for developers, made from the tables of the entry points that they tell of. */
export function createDocs(
  brokerApi: BrokerApiDependencies,
  operations: readonly AdminOperation[],
  domain: Domain,
  projectFolder: string,
): Router {
  const { publicUrl } = brokerApi;
  const routes = brokerApiRoutes(brokerApi);
  return createPages({
    renderView: createRenderView(join(projectFolder, 'views/docs')),
    apis: [
      { name: 'broker-api', document: () => describeBrokerApi(routes, publicUrl) },
      { name: 'admin', document: () => describeAdminApi(operations, publicUrl) },
      { name: 'crm-api', document: () => describeCrmApi(crmApiRoutes(domain)) },
    ],
    publicUrl,
    errorCodes: [...new Set([...brokerApiErrors(routes), ...adminErrors(operations)])].sort(),
    samplesFolder: join(projectFolder, 'docs/samples'),
  });
}
