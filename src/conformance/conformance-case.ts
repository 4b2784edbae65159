import type { Clock } from '../lib/clock.ts';
import type { BridgeClient } from './bridge-client.ts';
import type { CaseRecorder } from './case-recorder.ts';
import type { LoginForm, LoginOutcome } from './login-form.ts';

/** One of the vendor's tests. */
export interface ConformanceCase {
  /** The vendor's number, for example `6.1.1`. */
  readonly id: string;
  readonly title: string;
  /** Records every step in the context; goes on after a failed one where that makes sense. */
  readonly run: (context: CaseContext) => Promise<void>;
}

export interface CaseContext {
  /** What the platform knows: the password of call 4.1. */
  readonly password: string;
  readonly trader: Trader;
  /** `undefined` when a second user has to be signed up. */
  readonly secondTrader: Trader | undefined;
  readonly bridge: BridgeClient;
  readonly loginForm: LoginForm;
  readonly recorder: CaseRecorder;
  /** Bought before the first case; `undefined` when that failed. */
  readonly crmApiToken: string | undefined;
  readonly aging: AgingTokens;
  readonly clock: Clock;
  /** Waits, telling the user why. */
  readonly wait: (ms: number, because: string) => Promise<void>;
}

export interface Trader {
  readonly email: string;
  readonly password: string;
}

/** Log-ins made before the first case, so that their tokens grow old while the other cases run. */
export interface AgingTokens {
  /** Redeemed well before its time is over. */
  readonly young: AgingToken;
  /** Redeemed when its time is over. */
  readonly old: AgingToken;
  /** In a fast run: redeemed after the full time if `old` turns out to live longer. */
  readonly spare: AgingToken | undefined;
  /** After how many seconds `old` has to be expired. */
  readonly ttlSeconds: number;
  /** After how many seconds `spare` has to be expired. */
  readonly fullTtlSeconds: number;
}

export interface AgingToken {
  readonly outcome: LoginOutcome;
  /** Just after the token was received. */
  readonly receivedAtMs: number;
}
