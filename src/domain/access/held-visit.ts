/** A visit of an in-app screen that waits. */
export interface HeldVisit {
  readonly id: string;
  /** Secret, for a cookie of the browser that came with the visit. */
  readonly proof: string;
}

/** What a browser shows of it. */
export interface ShownVisit {
  readonly id: string;
  /** `undefined` where the browser shows none. */
  readonly proof: string | undefined;
}
