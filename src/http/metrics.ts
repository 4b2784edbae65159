import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Telemetry } from '../lib/telemetry.ts';

/** Everything that `/metrics` shows. */
export interface Metrics extends Telemetry {
  requestAnswered(request: AnsweredRequest): void;
  /** @returns All series in the Prometheus text format. */
  render(): Promise<string>;
  readonly contentType: string;
}

export interface AnsweredRequest {
  /** As the route table writes it; empty when nothing matched, never an address that a caller made up. */
  readonly route: string;
  /** Empty when no broker was identified. */
  readonly brokerName: string;
  readonly status: number;
  readonly seconds: number;
}

const SECONDS_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Makes the metrics of one process, among them those of the event loop, memory and garbage collection. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: 'drawbridge_up', help: '1 while the process runs', registers: [registry] }).set(1);
  const requestSeconds = histogram(registry, 'http_request_duration_seconds', 'Time to answer a request', [
    'route',
    'broker',
    'status',
  ]);
  const issued = counter(registry, 'tokens_issued_total', 'Tokens issued', ['kind', 'broker']);
  const redeemed = counter(registry, 'token_redemptions_total', 'Tokens presented, by outcome', [
    'kind',
    'outcome',
    'broker',
  ]);
  const storeSeconds = histogram(registry, 'store_operation_duration_seconds', 'Time of a store operation', [
    'store',
    'operation',
    'outcome',
  ]);
  const platformSeconds = histogram(registry, 'platform_call_duration_seconds', 'Time of a call to a platform', [
    'call',
    'outcome',
    'broker',
  ]);
  const signIns = counter(registry, 'sign_ins_total', 'Sign-ins and sign-ups, by outcome', ['outcome', 'broker']);
  const letters = counter(registry, 'letters_total', 'Tries to send a letter, by outcome', [
    'kind',
    'outcome',
    'broker',
  ]);
  const webhookTries = counter(registry, 'webhook_tries_total', 'Tries to send an event to a webhook, by outcome', [
    'outcome',
    'broker',
  ]);

  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    requestAnswered: ({ route, brokerName, status, seconds }) =>
      requestSeconds(seconds, route, brokerName, String(status)),
    tokenIssued: (kind, brokerName) => issued(kind, brokerName),
    tokenRedeemed: (kind, outcome, brokerName) => redeemed(kind, outcome, brokerName),
    storeOperation: (store, operation, outcome, seconds) => storeSeconds(seconds, store, operation, outcome),
    platformCall: (call, outcome, brokerName, seconds) => platformSeconds(seconds, call, outcome, brokerName),
    signIn: (outcome, brokerName) => signIns(outcome, brokerName),
    letter: (outcome, kind, brokerName) => letters(kind, outcome, brokerName),
    webhookTry: (outcome, brokerName) => webhookTries(outcome, brokerName),
  };
}

/** Series are looked up by one joined string: the library's own look-up costs as much as a small request. */
function histogram(registry: Registry, name: string, help: string, labelNames: string[]) {
  const metric = new Histogram({
    name: `drawbridge_${name}`,
    help,
    labelNames,
    buckets: SECONDS_BUCKETS,
    registers: [registry],
  });
  const series = new Map<string, Histogram.Internal<string>>();
  return (seconds: number, ...labels: string[]) => {
    const key = labels.join('\n');
    let one = series.get(key);
    if (!one) {
      one = metric.labels(...labels);
      series.set(key, one);
    }
    one.observe(seconds);
  };
}

function counter(registry: Registry, name: string, help: string, labelNames: string[]) {
  const metric = new Counter({ name: `drawbridge_${name}`, help, labelNames, registers: [registry] });
  const series = new Map<string, Counter.Internal>();
  return (...labels: string[]) => {
    const key = labels.join('\n');
    let one = series.get(key);
    if (!one) {
      one = metric.labels(...labels);
      series.set(key, one);
    }
    one.inc();
  };
}
