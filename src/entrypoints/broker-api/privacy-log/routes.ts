import joi from 'joi';
import type { PrivacyEntry } from '../../../domain/privacy-log/privacy-entry.ts';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../../http/page-cursor.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { noFields, time, userId } from '../schemas.ts';

const shownEntry = joi
  .object({
    id: joi.string().required().description('The place in the log; without gaps'),
    at: time.required(),
    apiKeyId: joi.string().required(),
    principal: joi.string().required(),
    justification: joi.string().required(),
    personId: joi.string().required().description('Whose data it was: our id of the user'),
    resource: joi.string().required(),
    operation: joi.string().required().description('The `operationId` of the call'),
    fields: joi.array().items(joi.string()).required(),
    requestId: joi.string().required(),
    previousHash: joi.string().required(),
    hash: joi.string().required().description('Of this entry and the one before, SHA-256'),
  })
  .meta({ component: 'PrivacyLogEntry' });

export function privacyLogRoutes({ privacyLog }: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      operationId: 'listPrivacyLog',
      method: 'GET',
      path: '/privacy-log',
      tag: 'Privacy log',
      summary: 'Who saw or changed which person’s data, when and why; the newest first',
      scope: 'privacy-log:read',
      keys: 'secret',
      personalData: { kind: 'none', because: 'the log names fields and reasons, never what the fields hold' },
      request: {
        params: noFields,
        query: pageQuery.keys({ personId: userId.optional().description('Only of this user') }),
        body: noFields,
      },
      response: { status: 200, schema: pageOf(shownEntry), description: 'A page of the log' },
      errors: [],
      handle: async ({ broker, query }) => {
        const limit = Number(query.limit);
        const before = decodeCursor<number>(query.cursor, joi.number().integer().min(1));
        const personId = query.personId === undefined ? undefined : String(query.personId);
        const entries = await privacyLog.list(broker, {
          ...(personId === undefined ? {} : { personId }),
          ...(before === undefined ? {} : { before }),
          limit: limit + 1,
        });
        return { body: toPage(entries, limit, showEntry, ({ sequence }) => sequence) };
      },
    },
  ];
}

function showEntry({ sequence, atMs, personId, ...entry }: PrivacyEntry): object {
  const { apiKeyId, principal, justification, resource, operation, fields, requestId, previousHash, hash } = entry;
  return {
    id: String(sequence),
    at: toRfc3339(atMs),
    ...{ apiKeyId, principal, justification, personId },
    ...{ resource, operation, fields, requestId, previousHash, hash },
  };
}
