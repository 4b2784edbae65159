/** Carries deliveries to the addresses of webhooks. */
export interface WebhookBackend {
  /**
   * Follows no redirect, and goes nowhere where the address of a webhook must not lead, whatever its name answers.
   *
   * @returns The status of the answer; the rest of it is not kept.
   * @throws Error with a `code`, and without a word of what was sent.
   */
  send(message: WebhookMessage): Promise<number>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export interface WebhookMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
