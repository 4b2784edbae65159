/** Asks for what belongs to several white labels, in one list; the newest first. */
export interface ListedOf {
  /** Of these white labels alone. */
  readonly brokerNames: readonly string[];
  /** Only what has this text in a name, in capitals or not. */
  readonly search?: string | undefined;
  /** The last one of the page before. */
  readonly after?: ListedPlace | undefined;
  readonly limit: number;
}

/** Where something stands in such a list. */
export interface ListedPlace {
  readonly createdAtMs: number;
  readonly id: string;
  /** Empty for what is of no single white label. */
  readonly brokerName: string;
}
