/** Appends to the log of an owner. @returns The entries that were written, in the order of what they hold. */
export type AppendAll<Content, Entry> = (owner: string, contents: readonly Content[]) => Promise<readonly Entry[]>;

interface Job<Content, Entry> {
  readonly contents: readonly Content[];
  resolve(entries: readonly Entry[]): void;
  reject(error: unknown): void;
}

/** Keeps a transaction short: other processes wait for it. */
const MAX_ENTRIES_TOGETHER = 500;

/**
 * Appends of one owner come one after the other; so those of one process that meet are written together, and hold one
 * connection, not one each.
 *
 * @param write - Makes one entry of each content, all of them or none.
 */
export function gatherAppends<Content, Entry>(write: AppendAll<Content, Entry>): AppendAll<Content, Entry> {
  const lines = new Map<string, Job<Content, Entry>[]>();

  /** When one fails, whoever waits behind it fails too: they would only wait for the same store again. */
  async function empty(owner: string, line: Job<Content, Entry>[]): Promise<void> {
    while (line.length > 0) {
      const jobs = takeSome(line);
      try {
        const entries = [
          ...(await write(
            owner,
            jobs.flatMap((job) => job.contents),
          )),
        ];
        for (const job of jobs) job.resolve(entries.splice(0, job.contents.length));
      } catch (error) {
        for (const job of [...jobs, ...line.splice(0)]) job.reject(error);
      }
    }
    lines.delete(owner);
  }

  return (owner, contents) =>
    new Promise((resolve, reject) => {
      const job = { contents, resolve, reject };
      const line = lines.get(owner);
      if (line) {
        line.push(job);
        return;
      }
      const started = [job];
      lines.set(owner, started);
      void empty(owner, started);
    });
}

/** At least one job; whole jobs only. */
function takeSome<Content, Entry>(line: Job<Content, Entry>[]): Job<Content, Entry>[] {
  let entries = 0;
  const end = line.findIndex(({ contents }, index) => {
    entries += contents.length;
    return index > 0 && entries > MAX_ENTRIES_TOGETHER;
  });
  return line.splice(0, end < 0 ? line.length : end);
}
