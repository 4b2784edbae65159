import type { ConformanceOptions, ConformanceProgress } from '../../conformance/conformance-options.ts';
import type { ConformanceReport } from '../../conformance/conformance-report.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import type {
  ConformanceRun,
  ConformanceRuns,
  ConformanceWish,
} from '../../entrypoints/admin/conformance/conformance-runs.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import { newRecordId } from '../../lib/ids.ts';
import type { Logger } from '../../lib/logger.ts';
import { createRunRecords } from './run-records.ts';

export interface ConformanceRunsDependencies {
  readonly brokers: Pick<Brokers, 'lendPlatformPassword' | 'revokePlatformPassword'>;
  readonly expiring: ExpiringStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Plays the tests; what it needs besides a platform password and a trader it knows. */
  readonly play: PlayTests;
}

export type PlayTests = (
  broker: Broker,
  asked: Pick<ConformanceOptions, 'password' | 'only'> & Pick<ConformanceWish, 'trader'>,
  progress: (event: ConformanceProgress) => void,
  signal: AbortSignal,
) => Promise<ConformanceReport>;

const RUNS_AT_ONCE = 2;
/** Longer than a run takes; it is taken back at the end. */
const LENT_SECONDS = 1800;
const SAY_EVERY_MS = 10_000;

/** Plays runs in this process, and tells of those of all. `stop` cuts off what is still played. */
export function createConformanceRuns(
  dependencies: ConformanceRunsDependencies,
): ConformanceRuns & { stop(): Promise<void> } {
  const { clock } = dependencies;
  const records = createRunRecords(dependencies);
  const stopping = new AbortController();
  const played = new Map<string, Promise<void>>();

  return {
    find: records.find,
    list: records.list,
    async start(broker, wish) {
      if (played.size >= RUNS_AT_ONCE || stopping.signal.aborted)
        throw new BridgeError('busy', { retryAfterSeconds: 60 });
      const run = newRun(broker, wish, clock.nowMs());
      // Its place is taken before anything is waited for.
      played.set(run.id, Promise.resolve());
      try {
        await records.add(run);
      } catch (error) {
        played.delete(run.id);
        throw error;
      }
      const done = playRun(dependencies, { broker, wish, run, keep: records.keep, signal: stopping.signal });
      played.set(
        run.id,
        done.finally(() => void played.delete(run.id)),
      );
      return run;
    },
    async stop() {
      stopping.abort();
      await Promise.all(played.values());
    },
  };
}

function newRun({ brokerName }: Broker, { only, actor }: ConformanceWish, nowMs: number): ConformanceRun {
  return {
    ...{ id: newRecordId(nowMs), brokerName, state: 'running', startedAtMs: nowMs, endedAtMs: null },
    ...{ startedBy: actor.email, only, current: null, notRunBecause: null, cases: [] },
  };
}

interface Played {
  readonly broker: Broker;
  readonly wish: ConformanceWish;
  readonly run: ConformanceRun;
  readonly keep: (run: ConformanceRun) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Never fails: whatever goes wrong is told of the run, and in the log. */
async function playRun(
  dependencies: ConformanceRunsDependencies,
  { broker, wish, run, keep, signal }: Played,
): Promise<void> {
  const { clock, log } = dependencies;
  let current = run;
  let writing: Promise<void> = Promise.resolve();
  function say(part: Partial<ConformanceRun>): Promise<void> {
    current = { ...current, ...part };
    const said = current;
    writing = writing
      .then(() => keep(said))
      .catch((error: unknown) => log.warn({ err: error, run: run.id }, 'a conformance run could not be kept'));
    return writing;
  }
  const saying = setInterval(() => void say({}), SAY_EVERY_MS);
  try {
    const cut = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
    const follow = (event: ConformanceProgress) => void (signal.aborted || say(afterEvent(current, event)));
    const report = await Promise.race([playWithPassword(dependencies, broker, wish, follow, signal), cut]);
    const endedAtMs = clock.nowMs();
    if (report === null) await say({ state: 'cut-off', endedAtMs, current: null });
    else await say({ ...outcomeOf(report), endedAtMs, current: null, cases: report.cases });
  } catch (error) {
    log.error({ err: error, run: run.id }, 'a conformance run failed');
    await say({
      state: 'not-run',
      endedAtMs: clock.nowMs(),
      current: null,
      notRunBecause: 'Something went wrong here; the log says what.',
    });
  } finally {
    clearInterval(saying);
  }
}

/** With a password of its own, which nobody sees and which ends with the run. */
async function playWithPassword(
  { brokers, play }: ConformanceRunsDependencies,
  broker: Broker,
  { only, trader, actor }: ConformanceWish,
  follow: (event: ConformanceProgress) => void,
  signal: AbortSignal,
): Promise<ConformanceReport> {
  const lent = await brokers.lendPlatformPassword(broker.brokerName, LENT_SECONDS, actor);
  try {
    return await play(broker, { password: lent.password, only: only ?? undefined, trader }, follow, signal);
  } finally {
    // The store may be gone already when the process ends; then it ends by its time.
    await brokers.revokePlatformPassword(broker.brokerName, lent.id, actor).catch(() => {});
  }
}

function afterEvent(run: ConformanceRun, event: ConformanceProgress): Partial<ConformanceRun> {
  switch (event.kind) {
    case 'case-started':
      return { current: { id: event.id, title: event.title, waiting: null } };
    case 'waiting':
      return run.current
        ? { current: { ...run.current, waiting: `${Math.ceil(event.seconds)} s: ${event.because}` } }
        : {};
    case 'case-finished':
      return { current: null, cases: [...run.cases, event.report] };
  }
}

function outcomeOf({ cases, unreachableBecause }: ConformanceReport): Pick<ConformanceRun, 'state' | 'notRunBecause'> {
  if (unreachableBecause !== null) return { state: 'not-run', notRunBecause: unreachableBecause };
  const hasFailed = cases.some(({ result }) => result === 'failed');
  return { state: hasFailed ? 'failed' : 'passed', notRunBecause: null };
}
