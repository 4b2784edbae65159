import type { AdminDependencies } from '../admin-dependencies.ts';
import { type KycDeciding, kycDecides } from './decide-operations.ts';
import { type KycReading, kycReads } from './read-operations.ts';

export interface KycOperations extends KycReading, KycDeciding {}

/** Documents with which traders prove who they are: looked at, and decided on. */
export function kycOperations(dependencies: AdminDependencies): KycOperations {
  return { ...kycReads(dependencies), ...kycDecides(dependencies) };
}
