import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from '../../lib/logger.ts';
import { emptyState, type PlatformState } from './platform-state.ts';

/** Keeps the state on disk: whole, or as it was before. */
export interface StateFile {
  readonly state: PlatformState;
  /** Notes that the state changed; it is written shortly after. */
  changed(): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

const WRITE_DELAY_MS = 100;

/**
 * @param path - `null` keeps the state in memory only.
 * @throws Error when there is a file that is not a state: it is left alone for someone to look at.
 */
export function openStateFile(path: string | null, log: Logger): StateFile {
  const state = path === null ? emptyState() : readState(path);
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function write(): Promise<void> {
    timer = undefined;
    const target = path;
    if (target === null) return Promise.resolve();
    writing = writing
      .then(() => writeWhole(target, JSON.stringify(state)))
      .catch((error: unknown) => log.error({ err: error }, 'simulator state could not be written'));
    return writing;
  }

  return {
    state,
    changed() {
      timer ??= setTimeout(write, WRITE_DELAY_MS);
    },
    async flush() {
      if (!timer) return writing;
      clearTimeout(timer);
      return write();
    },
  };
}

function readState(path: string): PlatformState {
  mkdirSync(dirname(path), { recursive: true });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState();
    throw error;
  }
  const state = parseState(text);
  if (!state) throw new Error(`${path} is not a state of this simulator; move it away to start afresh`);
  return state;
}

function parseState(text: string): PlatformState | undefined {
  try {
    const state = JSON.parse(text) as Partial<PlatformState> | null;
    return state?.version === 1 ? { ...emptyState(), ...state } : undefined;
  } catch {
    return undefined;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  await writeFile(beside, text, { mode: 0o600, flush: true });
  await rename(beside, path);
}
