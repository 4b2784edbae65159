import { describe } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { changedCashierSuite } from './changed-cashier-suite.ts';

for (const engines of ENGINES) {
  describe(`cashiers that were changed, on ${engines.name}`, { skip: engines.skip }, () =>
    changedCashierSuite(engines),
  );
}
