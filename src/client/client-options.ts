/** How a client reaches the bridge, and as whom. */
export interface BrokerClientOptions {
  /** Of the bridge, `https://bridge.example`; with `/b/{brokerName}` behind it for one white label. */
  readonly baseUrl: string;
  /** `bk_test_…` or `bk_live_…`. */
  readonly apiKey: string;
  /** Needed to sign. Never ship it to a browser. */
  readonly apiSecret?: string;
  /** Whether every request is signed. `true` where there is a secret, when left out. */
  readonly sign?: boolean;
  /** The white label, for a key of a whole CRM. */
  readonly brokerName?: string;
  /** Who asks for personal data: `{service}-{user}`. */
  readonly principal: string;
  /** Why: `{context}-{reference}`. */
  readonly justification: string;
  /** 3 when left out. */
  readonly maxRetries?: number;
  /** For one try; 30,000 when left out. */
  readonly timeoutMs?: number;
  /** The platform's own when left out. */
  readonly fetch?: typeof fetch;
  /** Waits before another try; with `setTimeout` when left out. */
  readonly wait?: (ms: number) => Promise<void>;
  /** The time, for signatures; `Date.now` when left out. */
  readonly now?: () => number;
}

/** What one call may say otherwise. */
export interface CallOptions {
  readonly principal?: string;
  readonly justification?: string;
  /** Made anew for each call when left out; give one to repeat a call that another process may have made. */
  readonly idempotencyKey?: string;
  /** The `etag` of what was read; without one it is changed in any case. */
  readonly ifMatch?: string | null;
  readonly signal?: AbortSignal;
}

/** What came back. */
export interface Answer<Data> {
  readonly data: Data;
  readonly status: number;
  /** The revision, for `ifMatch`; `null` where there is none. */
  readonly etag: string | null;
  /** Under which the log of the bridge tells more. */
  readonly requestId: string | null;
  readonly headers: Headers;
}
