import type { Brokers } from '../../../domain/brokers/brokers.ts';
import type { StatisticsPoint } from '../../../domain/statistics/statistics-sums.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffCall, StaffOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { type PeriodName, periodOf } from './periods.ts';
import { statisticsQuery, statisticsSeries, whiteLabelFigures, whiteLabelsQuery } from './schemas.ts';

export interface StatisticsOperations {
  readonly getStatistics: StaffOperation;
  readonly getWhiteLabelFigures: StaffOperation;
}

const described = {
  method: 'GET',
  tag: 'Overview',
  effect: { kind: 'read' },
  errors: [],
  access: { kind: 'reach', permission: 'statistics:read', stepUp: false },
} as const;

export function statisticsOperations({ brokers, statistics, clock }: AdminDependencies): StatisticsOperations {
  return {
    getStatistics: {
      ...described,
      operationId: 'getStatistics',
      errors: ['white_label_unknown'],
      path: '/statistics',
      summary: 'What happened over time, at one white label or at all in your reach together',
      request: { params: noFields, query: statisticsQuery, body: noFields },
      response: { status: 200, schema: statisticsSeries, description: 'Sign-ins, exchanges, money, errors and times' },
      async handle(call) {
        const period = call.query.period as PeriodName;
        const brokerNames = namesInReach(brokers, call);
        const { pointSeconds, ...span } = periodOf(period, clock.nowMs(), brokerNames?.length ?? 1);
        const { points, total } = await statistics.seriesWithTotal({ ...span, brokerNames });
        const id = String(call.query.brokerName ?? '') || 'all';
        return { body: { id, period, pointSeconds, total, points: points.map(showPoint) } };
      },
    },
    getWhiteLabelFigures: {
      ...described,
      operationId: 'getWhiteLabelFigures',
      path: '/statistics/white-labels',
      summary: 'The white labels in your reach at which most happened',
      request: { params: noFields, query: whiteLabelsQuery, body: noFields },
      response: { status: 200, schema: whiteLabelFigures, description: 'The busiest first' },
      async handle(call) {
        const { period, limit } = call.query;
        const { fromMs, toMs } = periodOf(period as PeriodName, clock.nowMs());
        const reached = brokers.list().filter(call.reaches);
        const top = await statistics.top({
          ...{ brokerNames: namesInReach(brokers, call), fromMs, toMs },
          ...{ by: 'requests', limit: Number(limit) },
        });
        const items = top.flatMap(({ brokerName, ...sums }) => {
          const broker = brokers.find(brokerName);
          if (!broker) return [];
          const { displayName, enabled } = broker;
          return [{ id: brokerName, displayName, status: enabled ? 'enabled' : 'disabled', ...sums }];
        });
        const disabled = reached.filter(({ enabled }) => !enabled).length;
        return { body: { items, whiteLabels: { total: reached.length, disabled } } };
      },
    },
  };
}

/** `null` is all that there are, which is kept as a sum of its own and costs no more than one. @throws `white_label_unknown` */
export function namesInReach(brokers: Pick<Brokers, 'list'>, call: Pick<StaffCall, 'query' | 'reaches' | 'member'>) {
  const brokerName = String(call.query.brokerName ?? '');
  if (brokerName === '' && call.member.reach.kind === 'everything') return null;
  const reached = brokers.list().filter(call.reaches);
  if (brokerName === '') return reached.map((broker) => broker.brokerName);
  if (!reached.some((broker) => broker.brokerName === brokerName)) throw new BridgeError('white_label_unknown');
  return [brokerName];
}

function showPoint({ startMs, ...sums }: StatisticsPoint) {
  return { startsAt: toRfc3339(startMs), ...sums };
}
