import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ExpiringStore } from '../../../lib/expiring-store.ts';
import type { ChainFaultKind } from '../../../lib/verify-chain.ts';

export type LogKind = 'audit' | 'privacy-log';

/** What became of the latest walk over a log. */
export interface LogCheck {
  readonly atMs: number;
  /** How many entries are as they were written, from the first one on. */
  readonly entries: number;
  /** `null` where the log is intact. */
  readonly fault: { readonly sequence: number; readonly reason: ChainFaultKind } | null;
}

/** A log that was found broken. */
export interface BrokenLog extends LogCheck {
  readonly log: LogKind;
  /** `null` is the bridge's own. */
  readonly brokerName: string | null;
}

/** What was found when logs were verified, so that a broken one is not forgotten by who looks away. */
export interface LogChecks {
  /** @throws `busy` where too many note something at once; nothing is forgotten for it. */
  note(log: LogKind, brokerName: string | null, check: LogCheck): Promise<void>;
  find(log: LogKind, brokerName: string | null): Promise<LogCheck | null>;
  listBroken(): Promise<readonly BrokenLog[]>;
}

/** Of no white label; they have no empty names. */
const BRIDGE = '';
const KIND = 'log-check';
const BROKEN = { partition: BRIDGE, kind: 'broken-logs', id: 'all' };
const KEPT_MS = 400 * 86_400_000;
/** Of processes that note something at the same time. */
const TRIES = 5;

export function createLogChecks(expiring: ExpiringStore): LogChecks {
  const keyOf = (log: LogKind, brokerName: string | null) => ({ partition: brokerName ?? BRIDGE, kind: KIND, id: log });

  async function readBroken() {
    const entry = await expiring.get(BROKEN);
    const logs = entry?.state === 'live' ? (JSON.parse(entry.value) as readonly BrokenLog[]) : [];
    return { logs, version: entry?.state === 'live' ? entry.version : null };
  }

  async function changeBroken(edit: (logs: readonly BrokenLog[]) => readonly BrokenLog[]): Promise<void> {
    for (let round = 0; round < TRIES; round += 1) {
      const { logs, version } = await readBroken();
      const edited = JSON.stringify(edit(logs));
      if (edited === JSON.stringify(logs)) return;
      const isKept =
        version === null
          ? await expiring.putIfAbsent(BROKEN, edited, { validForMs: null })
          : await expiring.compareAndSet(BROKEN, version, edited);
      if (isKept) return;
    }
    throw new BridgeError('busy', { detail: 'others note what they found at the same time' });
  }

  return {
    async note(log, brokerName, check) {
      await expiring.put(keyOf(log, brokerName), JSON.stringify(check), { validForMs: KEPT_MS });
      await changeBroken((logs) => {
        const others = logs.filter((one) => one.log !== log || one.brokerName !== brokerName);
        return check.fault === null ? others : [...others, { ...check, log, brokerName }];
      });
    },
    async find(log, brokerName) {
      const entry = await expiring.get(keyOf(log, brokerName));
      return entry?.state === 'live' ? (JSON.parse(entry.value) as LogCheck) : null;
    },
    listBroken: async () => (await readBroken()).logs,
  };
}
