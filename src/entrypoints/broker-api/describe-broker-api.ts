import { ERROR_CATALOGUE, type ErrorCode } from '../../errors/catalogue.ts';
import { describeApi } from '../../http/openapi/describe-api.ts';
import { describeRefusals } from '../../http/openapi/describe-refusals.ts';
import type { DescribedOperation } from '../../http/openapi/described-api.ts';
import type { OpenApiDocument, SecurityRequirement } from '../../http/openapi/openapi-document.ts';
import type { BrokerApiRoute } from './broker-api-route.ts';
import { HEADERS, PARAMETERS } from './describe-headers.ts';
import { addressOfError, brokerApiErrors, COMMON_ERRORS } from './errors.ts';
import { BROKER_API_PREFIX } from './to-http-route.ts';

const DESCRIPTION = `For the systems of a broker, with an API key in \`Authorization: Bearer …\`, or with key and secret as Basic authentication.

* JSON; top-level objects have an \`id\`; lists are \`{"items":[…],"nextCursor":…}\` and take \`limit\` and \`cursor\`.
* Times are RFC 3339 in UTC. Money is a whole number of the smallest unit, with \`moneyDigits\` beside it.
* A field that is not described here is refused, with its name.
* Where a person’s data is read or changed, two headers say who asks and why; both stand in the privacy log.
* A \`POST\` with an \`Idempotency-Key\` can be sent again: the same key and body get the same answer for 24 hours.
* A request may be signed, and has to be where the key demands it: see [how to sign requests](/docs/signing).
* Every refusal has a code and leads to [what to do](/docs/errors).`;

/** @param publicUrl - Of the bridge, for the addresses in examples. */
export function describeBrokerApi(routes: readonly BrokerApiRoute[], publicUrl: string): OpenApiDocument {
  return describeApi({
    info: {
      title: 'Broker API',
      version: '1.0.0',
      summary: 'Users, accounts, payments and webhooks for a broker’s own systems',
      description: DESCRIPTION,
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    server: {
      url: BROKER_API_PREFIX,
      description: 'This bridge; a key of a CRM names the white label by brokerName',
    },
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    security: securityOf(null),
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'An API key: `bk_test_…` or `bk_live_…`' },
      basic: { type: 'http', scheme: 'basic', description: 'The key as the user’s name, its secret as the password' },
    },
    parameters: PARAMETERS,
    headers: HEADERS,
    errors: describeRefusals({
      codes: brokerApiErrors(routes),
      field: 'What is at fault, where that is one field, header or scope',
      addressOf: (code) => addressOfError(publicUrl, code),
      headers: HEADERS_OF_STATUS,
    }),
    operations: routes.map((route) => describeRoute(route, routes)),
  });
}

/** The scopes stand where OpenAPI 3.1 has the roles that a caller needs. */
function securityOf(scope: string | null): SecurityRequirement[] {
  const needed = scope === null ? [] : [scope];
  return [{ bearer: needed }, { basic: needed }];
}

function describeRoute(route: BrokerApiRoute, routes: readonly BrokerApiRoute[]): DescribedOperation {
  const { operationId, method, path, tag, summary, request, response } = route;
  return {
    ...{ operationId, method, path, tag, summary, request },
    description: describeUse(route),
    security: securityOf(route.scope),
    parameters: parametersOf(route),
    response: { ...response, headers: [...SUCCESS_HEADERS, ...(hasRevision(route, routes) ? ['ETag'] : [])] },
    errors: errorsOf(route),
  };
}

const SUCCESS_HEADERS = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'X-Api-Key-Expires-At'];

function describeUse({ description, scope, keys, personalData }: BrokerApiRoute): string {
  const own = description === undefined ? [] : [description];
  const needs = scope === null ? 'Any key will do' : `The key needs the scope \`${scope}\``;
  const kinds = keys === 'any' ? '; a publishable key will do' : '';
  const privacy =
    personalData.kind === 'person' ? [`Touches personal data, and is logged as \`${personalData.resource}\`.`] : [];
  return [...own, [`${needs}${kinds}.`, ...privacy].join(' ')].join('\n\n');
}

function parametersOf(route: BrokerApiRoute): string[] {
  return [
    'BrokerName',
    ...(route.personalData.kind === 'person' ? ['AccessPrincipal', 'AccessJustification'] : []),
    ...(route.method === 'POST' ? ['IdempotencyKey'] : []),
    ...(takesRevision(route) ? ['IfMatch'] : []),
    'SignatureTimestamp',
    'Signature',
  ];
}

const PRECONDITION_FAILED: number = 412;

function takesRevision({ errors }: BrokerApiRoute): boolean {
  return errors.some((code) => ERROR_CATALOGUE[code].status === PRECONDITION_FAILED);
}

/** What can be changed on condition is shown with the revision it has. */
function hasRevision(route: BrokerApiRoute, routes: readonly BrokerApiRoute[]): boolean {
  if (route.method === 'DELETE') return false;
  return routes.some((other) => other.path === route.path && takesRevision(other));
}

/** Of the common ones those that can be met here. */
function errorsOf({ method, personalData, errors }: BrokerApiRoute): ErrorCode[] {
  const common = COMMON_ERRORS.filter((code) => {
    if (code.startsWith('privacy_')) return personalData.kind === 'person';
    if (code.startsWith('idempotency_')) return method === 'POST';
    return code !== 'body_too_large' || method !== 'GET';
  });
  return [...common, 'internal_error', ...errors];
}

const HEADERS_OF_STATUS: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  409: ['Retry-After'],
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  503: ['Retry-After'],
};
