import type { AdminDependencies } from '../admin-dependencies.ts';
import { type AttentionOperations, attentionOperations } from './attention-operations.ts';
import { type StatisticsOperations, statisticsOperations } from './statistics-operations.ts';

export interface OverviewOperations extends StatisticsOperations, AttentionOperations {}

/** What an admin wants to see first: what happens, and what needs somebody. */
export function overviewOperations(dependencies: AdminDependencies): OverviewOperations {
  return { ...statisticsOperations(dependencies), ...attentionOperations(dependencies) };
}
