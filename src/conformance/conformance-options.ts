import type { Clock } from '../lib/clock.ts';
import type { CaseReport } from './conformance-report.ts';

export interface ConformanceOptions {
  /** Where the bridge answers; may end in `/b/{brokerName}`. */
  readonly baseUrl: string;
  readonly brokerName: string;
  readonly brokerCrmName: string;
  /** Of call 4.1. */
  readonly password: string;
  /** Email address of a trader of this white label. */
  readonly login: string;
  readonly loginPassword: string;
  /** A second trader; without one, a new trader is signed up. */
  readonly secondLogin?: string | undefined;
  readonly secondLoginPassword?: string | undefined;
  /** For a white label whose one-time tokens live 10 s. */
  readonly fast: boolean;
  /** Beginnings of the numbers of the cases to run, such as `6.1`; all when left out. */
  readonly only?: readonly string[] | undefined;
  /** Of a Chromium; without it, the cases that need a browser are skipped. */
  readonly browserPath?: string | undefined;
  /** Of the simulator that plays the platform, to see what the bridge asks of it. */
  readonly simulatorUrl?: string | undefined;
  /** The trading account to pay into and out of; the simulator knows one. */
  readonly account?: number | undefined;
  /** What is paid, as a trader types it; 25.00 when left out. */
  readonly amount?: string | undefined;
  /** For each answer; 10 s when left out. */
  readonly timeoutMs?: number;
  /** When a one-time token has to be expired; 60 when left out. */
  readonly oneTimeTokenTtlSeconds?: number;
  /** The same in a fast run; 10 when left out. */
  readonly fastTtlSeconds?: number;
  readonly clock?: Clock;
  readonly wait?: (ms: number) => Promise<void>;
}

/** What happens while a run goes on, for someone who watches. */
export type ConformanceProgress =
  | { readonly kind: 'case-started'; readonly id: string; readonly title: string }
  | { readonly kind: 'case-finished'; readonly report: CaseReport }
  | { readonly kind: 'waiting'; readonly seconds: number; readonly because: string };
