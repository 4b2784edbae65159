import { describe } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { depositAccessSuite } from './deposit-access-suite.ts';
import { depositCashierSuite } from './deposit-cashier-suite.ts';
import { depositRecoverySuite } from './deposit-recovery-suite.ts';
import { depositSuite } from './deposit-suite.ts';

for (const engines of ENGINES) {
  describe(`on ${engines.name}`, { skip: engines.skip }, () => {
    describe('deposits', () => depositSuite(engines));
    describe('recovery of deposits', () => depositRecoverySuite(engines));
    describe('deposits and cashiers', () => depositCashierSuite(engines));
    describe('access to the deposit page', () => depositAccessSuite(engines));
  });
}
