import type { PaymentKind } from '../../domain/payments/payment.ts';
import type { StatisticsStep } from '../../lib/statistics-counts.ts';

/** Where a sum stands. The name is empty for all white labels together. */
export interface StatisticsPlaceColumns {
  step: StatisticsStep;
  broker_name: string;
  start_ms: number;
}

/** Beside these it has a column for each count, as `statistics-rows.ts` names them. */
export interface StatisticsCountTable extends StatisticsPlaceColumns, Record<`latency_${number}`, number> {
  sign_ins: number;
  sign_ins_failed: number;
  exchanges_one_time: number;
  exchanges_access: number;
  exchanges_app: number;
  exchanges_failed: number;
  client_errors: number;
  server_errors: number;
}

export interface StatisticsMoneyTable extends StatisticsPlaceColumns {
  kind: PaymentKind;
  currency: string;
  money_digits: number;
  payments: number;
  /** Written as a text, for it can be more than a number holds exactly. */
  amount_minor: number | string;
}

/** Which batch of each process was the last to be added. */
export interface StatisticsProcessTable {
  process_id: string;
  sequence: number;
  added_at_ms: number;
}
