import { lifeOf } from './life-of.ts';

/** What was sent to a bridge that was killed, or could have been. */
export interface Load<Sent> {
  readonly all: readonly Sent[];
  /** Until the last answer, or the kill. */
  readonly tookMs: number;
}

/** How many kills more than asked for until one comes in time. */
const MOST_MORE = 20;

/**
 * Repeats a load, and kills its bridge at another moment each time: anywhere in a part of its own of the load's time, so
 * that a few kills are spread as well as many.
 *
 * @param tookMs - How long the load takes on this machine when nobody dies.
 * @param attempt - One load; the bridge dies `lifeMs` after its beginning.
 * @returns What was sent; some of it was not answered.
 */
export async function spreadKills<Sent extends { readonly isUnanswered: boolean }>(
  kills: number,
  tookMs: number,
  attempt: (run: number, lifeMs: number) => Promise<Load<Sent>>,
): Promise<Sent[]> {
  const all: Sent[] = [];
  const isCaught = (sent: readonly Sent[]) => sent.some(({ isUnanswered }) => isUnanswered);
  let shortestMs = tookMs;
  for (let run = 0; run < kills || !isCaught(all); run += 1) {
    if (run === kills + MOST_MORE) throw new Error('The load was over before the bridges were killed');
    const part = run < kills ? run : 0;
    const load = await attempt(run, lifeOf(part, kills, shortestMs));
    // The machine was busier when the load was measured.
    if (!isCaught(load.all)) shortestMs = Math.min(shortestMs, load.tookMs);
    all.push(...load.all);
  }
  return all;
}

/**
 * @param load - Answers that are waited for.
 * @param lifeMs - Until the kill; when left out, all is answered first.
 * @returns How long it took until the last answer, or the kill.
 */
export async function killDuring(
  load: readonly Promise<void>[],
  kill: () => Promise<void>,
  lifeMs?: number,
): Promise<number> {
  const startedAtMs = performance.now();
  const answered = Promise.all(load).then(() => performance.now() - startedAtMs);
  const life = lifeMs === undefined ? answered : new Promise((resolve) => setTimeout(resolve, lifeMs));
  await life;
  const livedMs = performance.now() - startedAtMs;
  await kill();
  return Math.min(livedMs, await answered);
}
