import type { AdminDependencies } from '../admin-dependencies.ts';
import { changeOperations, type WhiteLabelChanging } from './change-operations.ts';
import { createWhiteLabelOperations, type WhiteLabelCreation } from './create-operations.ts';
import { type PlatformOperations, platformOperations } from './platform-operations.ts';
import { readOperations, type WhiteLabelReading } from './read-operations.ts';
import { type SecretOperations, secretOperations } from './secret-operations.ts';

export interface WhiteLabelOperations
  extends WhiteLabelReading,
    WhiteLabelChanging,
    WhiteLabelCreation,
    PlatformOperations,
    SecretOperations {}

/** White labels: looked at, changed, connected to their platform and cashier. */
export function whiteLabelOperations(dependencies: AdminDependencies): WhiteLabelOperations {
  return {
    ...readOperations(dependencies),
    ...changeOperations(dependencies),
    ...createWhiteLabelOperations(dependencies),
    ...platformOperations(dependencies),
    ...secretOperations(dependencies),
  };
}
