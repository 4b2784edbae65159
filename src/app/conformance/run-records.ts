import type { ConformanceRun } from '../../entrypoints/admin/conformance/conformance-runs.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';

/** Where runs are kept, for all processes and for a month. */
export interface RunRecords {
  /** @throws `conformance_running` */
  add(run: ConformanceRun): Promise<void>;
  keep(run: ConformanceRun): Promise<void>;
  find(brokerName: string, id: string): Promise<ConformanceRun | undefined>;
  list(brokerName: string): Promise<readonly ConformanceRun[]>;
}

type Kept = ConformanceRun & { readonly seenAtMs: number };

const MONTH_MS = 30 * 86_400_000;
const MOST_RUNS = 20;
/** Whoever plays a run says so more often. */
const GONE_AFTER_MS = 60_000;
const TRIES = 5;

export function createRunRecords({
  expiring,
  clock,
}: {
  readonly expiring: ExpiringStore;
  readonly clock: Clock;
}): RunRecords {
  const placeOf = (brokerName: string, id: string) => ({ partition: brokerName, kind: 'conformance-run', id });
  const indexOf = (brokerName: string) => ({ partition: brokerName, kind: 'conformance-runs', id: 'all' });

  async function keep(run: ConformanceRun): Promise<void> {
    const kept: Kept = { ...run, seenAtMs: clock.nowMs() };
    await expiring.put(placeOf(run.brokerName, run.id), JSON.stringify(kept), { validForMs: MONTH_MS });
  }

  async function find(brokerName: string, id: string): Promise<ConformanceRun | undefined> {
    const entry = await expiring.get(placeOf(brokerName, id));
    if (entry?.state !== 'live') return undefined;
    const { seenAtMs, ...run } = JSON.parse(entry.value) as Kept;
    const isGone = run.state === 'running' && clock.nowMs() - seenAtMs > GONE_AFTER_MS;
    return isGone ? { ...run, state: 'cut-off', current: null } : run;
  }

  async function listIds(brokerName: string) {
    const entry = await expiring.get(indexOf(brokerName));
    const isThere = entry?.state === 'live';
    return { version: isThere ? entry.version : null, ids: isThere ? (JSON.parse(entry.value) as string[]) : [] };
  }

  async function list(brokerName: string): Promise<readonly ConformanceRun[]> {
    const { ids } = await listIds(brokerName);
    const runs = await Promise.all(ids.map((id) => find(brokerName, id)));
    return runs.filter((run) => run !== undefined);
  }

  /** The index is written by compare-and-set, so that of two at once the second one sees the first. */
  async function tryToAdd({ brokerName, id }: ConformanceRun): Promise<boolean> {
    const { version, ids } = await listIds(brokerName);
    const known = await Promise.all(ids.map((one) => find(brokerName, one)));
    if (known.some((run) => run?.state === 'running')) throw new BridgeError('conformance_running');
    const value = JSON.stringify([id, ...ids].slice(0, MOST_RUNS));
    if (version !== null) return expiring.compareAndSet(indexOf(brokerName), version, value);
    return expiring.putIfAbsent(indexOf(brokerName), value, { validForMs: null });
  }

  return {
    keep,
    find,
    list,
    async add(run) {
      await keep(run);
      for (let attempt = 0; attempt < TRIES; attempt += 1) if (await tryToAdd(run)) return;
      throw new BridgeError('busy', { retryAfterSeconds: 1, detail: 'the list of runs changes all the time' });
    },
  };
}
