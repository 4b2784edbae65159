import { STATUS_CODES } from 'node:http';
import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import { describeApi } from '../../http/openapi/describe-api.ts';
import type { DescribedErrors, DescribedOperation } from '../../http/openapi/described-api.ts';
import type { Header, OpenApiDocument, Parameter } from '../../http/openapi/openapi-document.ts';
import type { Route } from '../../http/route.ts';
import type { CrmApiCaller } from './authenticate.ts';
import { CRM_API_CODES } from './errors.ts';
import { asSent } from './schemas.ts';

const DESCRIPTION = `Calls 4.1 to 4.5 of a trading platform’s backend.

* The white label is named by \`brokerName\` and \`brokerCrmName\` in the query or the body, by the prefix \`/b/{brokerName}\`, or by the host.
* Call 4.1 gives the \`crmApiToken\` for all others, as the query’s \`crmApiToken\` or \`token\`, or as a bearer token.
* Errors carry the vendor’s codes.`;

const TAG = { name: 'Calls', description: 'Each answers under two addresses' };

export function describeCrmApi(routes: readonly Route<CrmApiCaller>[]): OpenApiDocument {
  return describeApi({
    info: {
      title: 'CRM API',
      version: '1.0.0',
      summary: 'What a trading platform’s backend asks the bridge',
      description: DESCRIPTION,
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    server: { url: '/', description: 'This bridge' },
    tags: [TAG],
    security: WITH_TOKEN,
    securitySchemes: {
      crmApiToken: { type: 'apiKey', in: 'query', name: 'crmApiToken', description: 'As call 4.1 gave it' },
      token: { type: 'apiKey', in: 'query', name: 'token', description: 'The older spelling' },
      bearer: { type: 'http', scheme: 'bearer', description: 'The same token' },
    },
    parameters: PARAMETERS,
    headers: HEADERS,
    errors: ERRORS,
    operations: routes.flatMap(describeRoute),
  });
}

const WITH_TOKEN = [{ crmApiToken: [] }, { token: [] }, { bearer: [] }];

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  BrokerName: {
    name: 'brokerName',
    in: 'query',
    required: false,
    description: 'The white label; may stand in the body instead',
    schema: { type: 'string' },
    example: 'tradingtech_main',
  },
  BrokerCrmName: {
    name: 'brokerCrmName',
    in: 'query',
    required: false,
    description: 'Its CRM; may stand in the body instead',
    schema: { type: 'string' },
    example: 'tradingtech_crm',
  },
};

const HEADERS: Readonly<Record<string, Header>> = {
  'X-Request-Id': { description: 'Under which the log tells more', schema: { type: 'string' } },
  'Retry-After': { description: 'In seconds', schema: { type: 'string', pattern: '^[0-9]+$' } },
};

/** The second address is the older one. */
function describeRoute({ paths, ...route }: Route<CrmApiCaller>): DescribedOperation[] {
  const { method, summary, request, response, security, errors } = route;
  return paths.map((path, index) => ({
    operationId: operationIdOf(method, path),
    ...{ method, path, tag: TAG.name, summary, request: { ...request, body: asSent(request.body) } },
    ...(index === 0 ? {} : { description: `The older address of \`${paths[0]}\`.` }),
    ...(security.kind === 'open' ? { security: [] } : {}),
    parameters: ['BrokerName', 'BrokerCrmName'],
    response: {
      status: response.status,
      schema: response.schema ?? null,
      description: response.schema ? 'What was asked for' : 'Done',
      headers: ['X-Request-Id'],
    },
    errors: [...errors, 'internal_error'],
  }));
}

/** `POST /oauth2/onetime/authorize` → `postOauth2OnetimeAuthorize` */
function operationIdOf(method: string, path: string): string {
  const words = path.split('/').filter(Boolean);
  return [method.toLowerCase(), ...words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)].join('');
}

const ERRORS: DescribedErrors = {
  schema: {
    type: 'object',
    properties: {
      error: { type: 'string', description: 'The status in words' },
      message: { type: 'string', description: 'For people; names the field at fault' },
      code: { type: 'string', enum: [...new Set(Object.values(CRM_API_CODES))].sort() },
    },
    required: ['error', 'message', 'code'],
    additionalProperties: false,
  },
  exampleOf: (code) => {
    const { status, sentence, remedy } = ERROR_CATALOGUE[code];
    const value = { error: STATUS_CODES[status] ?? 'Error', message: sentence, code: vendorCodeOf(code) };
    return { summary: remedy, value };
  },
  headersOf: (code) => ['X-Request-Id', ...([429, 503].includes(ERROR_CATALOGUE[code].status) ? ['Retry-After'] : [])],
};

function vendorCodeOf(code: ErrorCode): string {
  return CRM_API_CODES[code] ?? 'INTERNAL_ERROR';
}
