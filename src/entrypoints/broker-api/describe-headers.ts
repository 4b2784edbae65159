import type { Header, Parameter } from '../../http/openapi/openapi-document.ts';

/** What operations take beside their own fields. */
export const PARAMETERS: Readonly<Record<string, Parameter>> = {
  BrokerName: {
    name: 'brokerName',
    in: 'query',
    required: false,
    description: 'The white label. Needed with a key of a whole CRM; a key of one white label knows its own.',
    schema: { type: 'string', maxLength: 100 },
  },
  AccessPrincipal: {
    name: 'X-Data-Access-Principal',
    in: 'header',
    required: true,
    description:
      'Who asks: `{service}-{user}`. `LMG-Data-Privacy-Access-Principal` is taken as well. Placeholders are refused.',
    schema: { type: 'string', maxLength: 200 },
    example: 'crm_backend-agent_0815',
  },
  AccessJustification: {
    name: 'X-Data-Access-Justification',
    in: 'header',
    required: true,
    description:
      'Why: `{context}-{reference}`. `LMG-Data-Privacy-Access-Justification` is taken as well. Placeholders are refused.',
    schema: { type: 'string', maxLength: 500 },
    example: 'customer_support-ticket_4711',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'A new UUID for each new request, the same to repeat it: it is carried out once, and answered alike for 24 hours.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` that was read: somebody else’s change in between is then not overwritten.',
    schema: { type: 'string' },
  },
  SignatureTimestamp: {
    name: 'X-Bridge-Timestamp',
    in: 'header',
    required: false,
    description: 'Unix seconds, at most 300 from now. `X-Brokeret-Timestamp` is taken as well.',
    schema: { type: 'string', pattern: '^[0-9]{1,12}$' },
  },
  Signature: {
    name: 'X-Bridge-Signature',
    in: 'header',
    required: false,
    description:
      'HMAC-SHA256 in hex, keyed with the secret, over timestamp, method, path with query, and body. `X-Brokeret-Signature` is taken as well.',
    schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  },
};

/** What answers bring beside their body. */
export const HEADERS: Readonly<Record<string, Header>> = {
  'X-Request-Id': { description: 'Under which the log tells more', schema: { type: 'string' } },
  RateLimit: {
    description: 'What is left (`r`), and for how many seconds (`t`)',
    schema: { type: 'string' },
    example: '"broker-api-reads";r=1199;t=60',
  },
  'RateLimit-Policy': {
    description: 'How many calls (`q`) in how many seconds (`w`)',
    schema: { type: 'string' },
    example: '"broker-api-reads";q=1200;w=60',
  },
  'X-Api-Key-Expires-At': {
    description: 'There in the last 14 days of the key',
    schema: { type: 'string', format: 'date-time' },
  },
  'Retry-After': { description: 'In seconds', schema: { type: 'string', pattern: '^[0-9]+$' } },
  ETag: { description: 'The revision, for `If-Match`', schema: { type: 'string' } },
  'WWW-Authenticate': { description: 'How to authenticate', schema: { type: 'string' } },
};
