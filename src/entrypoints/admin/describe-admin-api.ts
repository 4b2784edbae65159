import type { ErrorCode } from '../../errors/catalogue.ts';
import { describeApi } from '../../http/openapi/describe-api.ts';
import { describeRefusals } from '../../http/openapi/describe-refusals.ts';
import type { DescribedOperation } from '../../http/openapi/described-api.ts';
import type { Header, OpenApiDocument, Parameter, SecurityRequirement } from '../../http/openapi/openapi-document.ts';
import type { AdminOperation } from './admin-operation.ts';
import { CSRF_HEADER } from './csrf.ts';
import { accessErrorsOf, addressOfError, adminErrors, COMMON_ERRORS } from './errors.ts';
import { ADMIN_API_PREFIX } from './to-api-route.ts';

const DESCRIPTION = `What the console does, for programs: every action of its pages is one of these calls, under the same rules.

* Sign in with \`POST /session\` and \`"as":"bearer"\`, and send the token as \`Authorization: Bearer …\`. A browser keeps a cookie instead, and sends \`X-CSRF-Token\` with whatever changes something.
* Role and reach of the member decide what can be seen and done; what is out of reach is answered as if it were not there.
* Secrets, keys and payments need a proof of the last five minutes: \`POST /session/step-up\`.
* JSON; top-level objects have an \`id\`; lists are \`{"items":[…],"nextCursor":…}\` and take \`limit\` and \`cursor\`.
* Times are RFC 3339 in UTC. A field that is not described here is refused, with its name.
* Every change stands in the change log, with who, when, from where, before and after.
* Every refusal has a code and leads to [what to do](/docs/errors).`;

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  CsrfToken: {
    name: CSRF_HEADER,
    in: 'header',
    required: false,
    description: 'With a session in a cookie: `csrfToken` of `GET /session`.',
    schema: { type: 'string', maxLength: 200 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` that was read: somebody else’s change in between is then not overwritten.',
    schema: { type: 'string' },
  },
};

const HEADERS: Readonly<Record<string, Header>> = {
  'X-Request-Id': { description: 'Under which the log tells more', schema: { type: 'string' } },
  'Retry-After': { description: 'In seconds', schema: { type: 'string', pattern: '^[0-9]+$' } },
  ETag: { description: 'The revision, for `If-Match`', schema: { type: 'string' } },
  'WWW-Authenticate': { description: 'How to authenticate', schema: { type: 'string' } },
};

/** @param publicUrl - Of the bridge, for the addresses in examples. */
export function describeAdminApi(operations: readonly AdminOperation[], publicUrl: string): OpenApiDocument {
  return describeApi({
    info: {
      title: 'Admin API',
      version: '1.0.0',
      summary: 'White labels, keys, users and logs, for those who administer the bridge',
      description: DESCRIPTION,
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    server: { url: ADMIN_API_PREFIX, description: 'This bridge' },
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    security: [{ bearer: [] }, { cookie: [] }],
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'The token of a session' },
      cookie: {
        type: 'apiKey',
        in: 'cookie',
        name: '__Host-drawbridge-staff',
        description: 'The session of a browser',
      },
    },
    parameters: PARAMETERS,
    headers: HEADERS,
    errors: describeRefusals({
      codes: adminErrors(operations),
      field: 'What is at fault, where that is one field',
      more: { faults: { type: 'array', items: FAULT, description: 'All that is at fault, where it is more' } },
      addressOf: (code) => addressOfError(publicUrl, code),
      headers: HEADERS_OF_STATUS,
    }),
    operations: operations.map(describeOperation),
  });
}

function describeOperation(operation: AdminOperation): DescribedOperation {
  const { operationId, method, path, tag, summary, request, response, access } = operation;
  const changes = method !== 'GET' && access.kind !== 'open';
  return {
    ...{ operationId, method, path, tag, summary, request },
    description: describeUse(operation),
    security: securityOf(operation),
    parameters: [...(changes ? ['CsrfToken'] : []), ...(takesRevision(operation) ? ['IfMatch'] : [])],
    response: { ...response, headers: ['X-Request-Id', ...(takesRevision(operation) ? ['ETag'] : [])] },
    errors: errorsOf(operation),
  };
}

/** The permission stands where OpenAPI 3.1 has the roles that a caller needs. */
function securityOf({ access }: AdminOperation): SecurityRequirement[] {
  if (access.kind === 'open') return [];
  const needed = access.kind === 'own' ? [] : [access.permission];
  return [{ bearer: needed }, { cookie: needed }];
}

function describeUse({ description, access, effect }: AdminOperation): string {
  const own = description === undefined ? [] : [description];
  const logged = effect.kind === 'read' ? [] : [`Logged as \`${effect.action}\`.`];
  return [...own, [describeNeeds(access), ...logged].join(' ')].join('\n\n');
}

function describeNeeds(access: AdminOperation['access']): string {
  if (access.kind === 'open') return 'For everybody.';
  if (access.kind === 'own') return access.stepUp ? 'For every member, with a recent proof.' : 'For every member.';
  return `Needs the permission \`${access.permission}\`${access.stepUp ? ', and a recent proof' : ''}.`;
}

function takesRevision({ errors }: AdminOperation): boolean {
  return errors.some((code) => code === 'precondition_failed' || code.endsWith('_changed_meanwhile'));
}

function errorsOf(operation: AdminOperation): ErrorCode[] {
  const common = COMMON_ERRORS.filter((code) => {
    if (code === 'csrf_refused') return operation.method !== 'GET';
    return code !== 'body_too_large' || operation.method !== 'GET';
  });
  return [...common, 'internal_error', ...accessErrorsOf(operation), ...operation.errors];
}

const FAULT = {
  type: 'object',
  properties: { field: { type: 'string' }, reason: { type: 'string' } },
  required: ['field'],
  additionalProperties: false,
} as const;

const HEADERS_OF_STATUS: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};
