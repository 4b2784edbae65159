/** Somewhat longer than what is measured, so that some bridges die after the last step too. */
const ROOM = 1.2;

/**
 * When a bridge is killed in one of several runs of a load: anywhere in a part of its own of the load's time, so that a
 * few runs are spread as well as many.
 *
 * @param tookMs - How long the load takes on this machine when nobody dies.
 */
export function lifeOf(run: number, kills: number, tookMs: number): number {
  return (ROOM * tookMs * (run + Math.random())) / kills;
}
