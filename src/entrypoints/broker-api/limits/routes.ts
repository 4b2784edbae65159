import joi from 'joi';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { READ_LIMIT, WRITE_LIMIT } from '../call-limits.ts';
import { noFields } from '../schemas.ts';

const limit = joi.object({
  requests: joi.number().integer().required(),
  windowSeconds: joi.number().integer().required(),
});

const shownLimits = joi.object({
  rateLimits: joi
    .object({ reads: limit.required(), writes: limit.required() })
    .required()
    .description('Of one key at one white label'),
  maxBodyBytes: joi.number().integer().required(),
  pageSize: joi.object({ default: joi.number().required(), max: joi.number().required() }).required(),
  idempotencyKeySeconds: joi.number().integer().required().description('How long an answer is kept'),
  signatureWindowSeconds: joi.number().integer().required(),
  oneTimeTokenSeconds: joi
    .object({ min: joi.number().required(), max: joi.number().required(), default: joi.number().required() })
    .required(),
  payments: joi
    .object({
      minDepositMinor: joi.number().integer().required(),
      maxDepositMinor: joi.number().integer().required(),
      minWithdrawalMinor: joi.number().integer().required(),
      maxWithdrawalMinor: joi.number().integer().required(),
    })
    .required()
    .description(
      'In the smallest unit of the account’s own currency, whichever that is: of an account with `moneyDigits` 2, 1000 is 10.00',
    ),
  features: joi
    .object({
      portfolio: joi.boolean().required(),
      orders: joi.boolean().required(),
      tradeTracker: joi.boolean().required(),
    })
    .required()
    .description('What of trading this bridge offers to third parties'),
});

export function limitRoutes(): BrokerApiRoute[] {
  return [
    {
      operationId: 'getLimits',
      method: 'GET',
      path: '/limits',
      tag: 'Limits',
      summary: 'Rate limits and other constraints, for machines',
      scope: null,
      keys: 'any',
      personalData: { kind: 'none', because: 'these are settings of the bridge and the white label' },
      request: { params: noFields, query: noFields, body: noFields },
      response: { status: 200, schema: shownLimits, description: 'The limits' },
      errors: [],
      handle: async ({ broker }) => {
        const { minDepositMinor, maxDepositMinor, minWithdrawalMinor, maxWithdrawalMinor } = broker.payments;
        return {
          body: {
            rateLimits: { reads: shown(READ_LIMIT), writes: shown(WRITE_LIMIT) },
            maxBodyBytes: 16 * 1024,
            pageSize: { default: 20, max: 100 },
            idempotencyKeySeconds: 86_400,
            signatureWindowSeconds: 300,
            oneTimeTokenSeconds: { min: 10, max: 900, default: broker.tokens.oneTimeTokenTtlSeconds },
            payments: { minDepositMinor, maxDepositMinor, minWithdrawalMinor, maxWithdrawalMinor },
            features: { portfolio: false, orders: false, tradeTracker: false },
          },
        };
      },
    },
  ];
}

function shown({ points, windowSeconds }: { readonly points: number; readonly windowSeconds: number }) {
  return { requests: points, windowSeconds };
}
