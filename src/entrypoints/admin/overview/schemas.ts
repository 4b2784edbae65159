import joi from 'joi';
import { COUNT_NAMES } from '../../../lib/statistics-counts.ts';
import { shownCheck } from '../logs/schemas.ts';
import { time } from '../schemas.ts';
import { ATTENTION_KINDS } from './find-attention.ts';
import { PERIOD_NAMES } from './periods.ts';

const count = joi.number().integer().min(0).required();
const period = joi
  .string()
  .valid(...PERIOD_NAMES)
  .default('day')
  .description(
    '`hour` by the minute, `day` by five minutes (of more than twenty white labels, but not all, by the hour), `month` by six hours, `year` by the day',
  );

export const statisticsQuery = joi.object({
  period,
  brokerName: joi.string().max(100).allow('').description('Of this white label alone; all in your reach when left out'),
});

export const whiteLabelsQuery = joi.object({
  period: period.description(
    'Whole hours of an hour or a day, whole days of more; those in which it begins and ends too',
  ),
  limit: joi.number().integer().min(1).max(50).default(10).description('How many at the most'),
});

const money = joi
  .object({
    currency: joi.string().required(),
    count,
    amount: joi.string().required().description('A decimal number with all its digits'),
  })
  .meta({ component: 'MoneyTotal' });

const milliseconds = joi.number().min(0).allow(null).required();

const sums = {
  ...Object.fromEntries(COUNT_NAMES.map((name) => [name, count])),
  requests: count.description('That were answered, well or not'),
  p50Ms: milliseconds.description('Half of them took no longer; `null` where there was none'),
  p95Ms: milliseconds.description('Of twenty requests nineteen took no longer'),
  deposits: joi.array().items(money).required().description('Credited, by currency'),
  withdrawals: joi.array().items(money).required().description('Paid out, by currency'),
};

const seriesPoint = joi.object({ startsAt: time.required(), ...sums }).meta({ component: 'StatisticsPoint' });

export const statisticsSeries = joi
  .object({
    id: joi.string().required().description('The white label, or `all`'),
    period: joi
      .string()
      .valid(...PERIOD_NAMES)
      .required(),
    pointSeconds: joi.number().integer().required().description('How long each point is'),
    total: joi.object(sums).meta({ component: 'StatisticsSums' }).required(),
    points: joi.array().items(seriesPoint).required().description('In order, also those in which nothing happened'),
  })
  .meta({ component: 'Statistics' });

export const whiteLabelFigures = joi.object({
  items: joi
    .array()
    .items(
      joi
        .object({
          id: joi.string().required().description('Its `brokerName`'),
          displayName: joi.string().required(),
          status: joi.string().valid('enabled', 'disabled').required(),
          ...sums,
        })
        .meta({ component: 'WhiteLabelFigures' }),
    )
    .required(),
  whiteLabels: joi.object({ total: count, disabled: count }).required().description('All in your reach'),
});

export const attentionList = joi.object({
  items: joi
    .array()
    .items(
      joi
        .object({
          id: joi
            .string()
            .valid(...ATTENTION_KINDS)
            .required(),
          count: count.description('At most 100'),
          isMore: joi.boolean().required(),
          brokerNames: joi.array().items(joi.string()).required().description('Where, the first few'),
        })
        .meta({ component: 'Attention' }),
    )
    .required(),
});

export const brokenLogList = joi.object({
  items: joi
    .array()
    .items(
      joi
        .object({
          id: joi.string().required(),
          log: joi.string().valid('audit', 'privacy-log').required(),
          brokerName: joi.string().allow(null).required().description('`null` is the bridge’s own'),
          check: shownCheck.required(),
        })
        .meta({ component: 'BrokenLog' }),
    )
    .required(),
});
