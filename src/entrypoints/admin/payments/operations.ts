import type { AdminDependencies } from '../admin-dependencies.ts';
import { type PaymentReading, paymentReads } from './read-operations.ts';
import { type PaymentSettling, paymentSettles } from './settle-operation.ts';

export interface PaymentOperations extends PaymentReading, PaymentSettling {}

/** Deposits and withdrawals: found, looked at, settled where nobody can know what became of them. */
export function paymentOperations(dependencies: AdminDependencies): PaymentOperations {
  return { ...paymentReads(dependencies), ...paymentSettles(dependencies) };
}
