/** What the bridge says of each thing that can go wrong. `docs/errors.md` is generated from this table. */
export interface ErrorDescription {
  /** HTTP status, where an audience has no status of its own for it. */
  readonly status: number;
  /** The public sentence; it may stand in an answer to anyone. */
  readonly sentence: string;
  /** What the reader can do. */
  readonly remedy: string;
}
