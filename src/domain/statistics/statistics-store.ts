import type { Counts, StatisticsStep } from '../../lib/statistics-counts.ts';
import type { PaymentKind } from '../payments/payment.ts';

/** Where sums are kept. Nothing is ever set, only added to. */
export interface StatisticsStore {
  /**
   * Adds all of a batch, or nothing of it.
   *
   * @returns Whether it was added; `false` when it was before, though its process was not told.
   */
  add(batch: CountBatch): Promise<boolean>;
  /**
   * Takes payments that came to their end and that nobody counted, and adds them, in one transaction. Of any number of
   * processes one counts each.
   *
   * @param sumUp - What is to be added for those that were taken.
   * @returns How many were counted.
   */
  countPayments(how: CountPayments, sumUp: (ended: readonly EndedPayment[]) => MoneySumRow[]): Promise<number>;
  /** @returns One for each part of the time in which anything was counted, in order. */
  sumByTime(span: StatisticsSpan): Promise<SummedTime[]>;
  /** @returns One for each white label at which anything was counted. */
  sumByBroker(span: StatisticsSpan): Promise<SummedBroker[]>;
  sumMoneyByTime(span: StatisticsSpan): Promise<(MoneySum & { readonly startMs: number })[]>;
  sumMoneyByBroker(span: StatisticsSpan): Promise<(MoneySum & { readonly brokerName: string })[]>;
  /** Removes parts that began before a time, in one small piece. @returns How many were removed. */
  sweep(step: StatisticsStep, beforeMs: number, limit: number): Promise<number>;
  /** Forgets processes that added nothing since. */
  forgetProcesses(beforeMs: number): Promise<void>;
}

/** What one process counted since the batch before. */
export interface CountBatch {
  readonly processId: string;
  /** Grows by one with each batch of the process. */
  readonly sequence: number;
  readonly atMs: number;
  /** In one order everywhere, so that two processes wait for each other rather than each for both. */
  readonly rows: readonly CountRow[];
}

/** Where a sum stands. */
export interface SumPlace {
  readonly step: StatisticsStep;
  /** `ALL_BROKERS` for the sum of all. */
  readonly brokerName: string;
  /** When the part begins. */
  readonly startMs: number;
}

export interface SummedCounts {
  readonly counts: Counts;
  /** Requests by the bucket of their time. */
  readonly latency: readonly number[];
}

export type CountRow = SumPlace & SummedCounts;
export type SummedTime = SummedCounts & { readonly startMs: number };
export type SummedBroker = SummedCounts & { readonly brokerName: string };

export interface MoneySum {
  readonly kind: PaymentKind;
  readonly currency: string;
  readonly moneyDigits: number;
  readonly count: number;
  /** In units of 10 to the power of minus `moneyDigits`; sums outgrow what a number holds exactly. */
  readonly amountMinor: bigint;
}

export type MoneySumRow = SumPlace & MoneySum;

export interface CountPayments {
  readonly atMs: number;
  readonly limit: number;
}

/** A deposit that was credited, or a withdrawal that was paid out. */
export interface EndedPayment {
  readonly brokerName: string;
  readonly kind: PaymentKind;
  readonly currency: string;
  readonly moneyDigits: number;
  readonly amountMinor: number;
  readonly endedAtMs: number;
}

export interface StatisticsSpan {
  readonly step: StatisticsStep;
  /** `null` is all of them. */
  readonly brokerNames: readonly string[] | null;
  /** Parts that begin at this time or later. */
  readonly fromMs: number;
  /** Parts that begin before it. */
  readonly toMs: number;
}
