/** What goes wrong on purpose. */
export interface Faults {
  /** Before anything is done, in every call. */
  latencyMs: number;
  /** Takes so much longer before anything is done. */
  stallNext: (CallFault & { delayMs: number }) | null;
  /** Answers with this status and does nothing. */
  failNext: (CallFault & { status: number; errorCode: string }) | null;
  /** Carries the call out, then cuts the connection. */
  dropAnswer: CallFault | null;
  /** Carries the call out, then answers something that is not JSON. */
  garbleAnswer: CallFault | null;
  /** Voids all manager tokens, once. */
  rejectManagerTokens: boolean;
  /** Lets call 3.2 find every email taken. */
  duplicateEmail: boolean;
  /** Lets call 3.5 answer a known `externalId` as it did before. */
  idempotentByExternalId: boolean;
}

export interface CallFault {
  /** The number of the call, or `*` for any. */
  call: string;
  /** How many calls are hit. */
  times: number;
  /** Hits this broker's calls alone. */
  brokerName?: string;
}
