import { linkEntries, privacyGenesis } from './privacy-chain.ts';
import type { PrivacyEntryContent } from './privacy-entry.ts';
import type { PrivacyLogStore } from './privacy-log-store.ts';

/** Appends to the log of a white label. */
export type AppendEntries = (brokerName: string, contents: readonly PrivacyEntryContent[]) => Promise<void>;

interface Job {
  readonly contents: readonly PrivacyEntryContent[];
  resolve(): void;
  reject(error: unknown): void;
}

/** Keeps a transaction short: other processes wait for it. */
const MAX_ENTRIES_TOGETHER = 500;

/**
 * Appends of one white label come one after the other; so those of one process that meet are written together, and hold
 * one connection, not one each.
 */
export function gatherEntries(store: Pick<PrivacyLogStore, 'append'>): AppendEntries {
  const lines = new Map<string, Job[]>();

  /** When one fails, whoever waits behind it fails too: they would only wait for the same store again. */
  async function empty(brokerName: string, line: Job[]): Promise<void> {
    while (line.length > 0) {
      const jobs = takeSome(line);
      const contents = jobs.flatMap((job) => job.contents);
      try {
        await store.append(brokerName, privacyGenesis(brokerName), (head) => linkEntries(head, contents));
        for (const job of jobs) job.resolve();
      } catch (error) {
        for (const job of [...jobs, ...line.splice(0)]) job.reject(error);
      }
    }
    lines.delete(brokerName);
  }

  return (brokerName, contents) =>
    new Promise<void>((resolve, reject) => {
      const job = { contents, resolve, reject };
      const line = lines.get(brokerName);
      if (line) {
        line.push(job);
        return;
      }
      const started = [job];
      lines.set(brokerName, started);
      void empty(brokerName, started);
    });
}

/** At least one job; whole jobs only. */
function takeSome(line: Job[]): Job[] {
  let entries = 0;
  const end = line.findIndex(({ contents }, index) => {
    entries += contents.length;
    return index > 0 && entries > MAX_ENTRIES_TOGETHER;
  });
  return line.splice(0, end < 0 ? line.length : end);
}
