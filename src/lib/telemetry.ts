/** What the parts of the bridge report for the metrics; `http/metrics.ts` turns it into Prometheus series. */
export interface Telemetry {
  tokenIssued(kind: TokenKind, brokerName: string): void;
  tokenRedeemed(kind: TokenKind, outcome: string, brokerName: string): void;
  storeOperation(store: string, operation: string, outcome: 'ok' | 'failed', seconds: number): void;
  platformCall(call: string, outcome: string, brokerName: string, seconds: number): void;
  signIn(outcome: string, brokerName: string): void;
  letter(outcome: LetterOutcome, kind: string, brokerName: string): void;
  webhookTry(outcome: WebhookOutcome, brokerName: string): void;
}

export type TokenKind =
  | 'crm'
  | 'one-time'
  | 'access'
  | 'in-app'
  | 'password-reset'
  | 'email-change'
  | 'app-access'
  | 'app-client'
  | 'app-code'
  | 'app-refresh';

/** What became of one try to send a letter; `nobody`: it had no reader. */
export type LetterOutcome = 'sent' | 'refused' | 'nobody' | 'failed' | 'given_up';

/** What became of one try to send an event to a webhook. */
export type WebhookOutcome = 'delivered' | 'failed' | 'given_up';

/** For programs and tests that measure nothing. */
export const silentTelemetry: Telemetry = {
  tokenIssued() {},
  tokenRedeemed() {},
  storeOperation() {},
  platformCall() {},
  signIn() {},
  letter() {},
  webhookTry() {},
};
