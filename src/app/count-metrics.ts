import type { GatheredCounts } from '../domain/statistics/gather-counts.ts';
import type { AnsweredRequest, Metrics } from '../http/metrics.ts';
import type { CountName } from '../lib/statistics-counts.ts';

/** As the route tables name them. */
const EXCHANGES: Readonly<Record<string, CountName>> = {
  '/oauth2/onetime/authorize': 'exchangesOneTime',
  '/oauth2/authorize': 'exchangesAccess',
  '/oidc/token': 'exchangesApp',
};
/** What staff does is nothing that happened to a white label's traders. */
const STAFF_ROUTES = '/admin';

const SIGNED_IN: ReadonlySet<string> = new Set(['signed_in', 'signed_up']);
/** Of a trader who is signed in already, and proves the password once more. */
const CONFIRMATIONS: ReadonlySet<string> = new Set(['confirmed', 'password_wrong']);

/** The one place where what is observed for the metrics is counted for the statistics as well. */
export function countMetrics(metrics: Metrics, gathered: GatheredCounts): Metrics {
  return {
    ...metrics,
    requestAnswered(request) {
      metrics.requestAnswered(request);
      if (request.brokerName !== '' && !request.route.startsWith(STAFF_ROUTES)) countRequest(gathered, request);
    },
    signIn(outcome, brokerName) {
      metrics.signIn(outcome, brokerName);
      if (CONFIRMATIONS.has(outcome)) return;
      gathered.count(brokerName, SIGNED_IN.has(outcome) ? 'signIns' : 'signInsFailed');
    },
  };
}

function countRequest(gathered: GatheredCounts, { route, brokerName, status, seconds }: AnsweredRequest): void {
  gathered.countRequest(brokerName, seconds);
  if (status >= 400) gathered.count(brokerName, status >= 500 ? 'serverErrors' : 'clientErrors');
  const exchange = EXCHANGES[route];
  if (exchange) gathered.count(brokerName, status < 400 ? exchange : 'exchangesFailed');
}
