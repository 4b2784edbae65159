/** What waits in one place, as whoever looks after the bridge wants to know it. */
export interface Backlog {
  readonly count: number;
  /** When what waits longest was made; `null` where nothing waits. */
  readonly oldestAtMs: number | null;
}
