import { describe } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { withdrawalAccessSuite } from './withdrawal-access-suite.ts';
import { withdrawalChangedCashierSuite } from './withdrawal-changed-cashier-suite.ts';
import { withdrawalPayoutRecoverySuite } from './withdrawal-payout-recovery-suite.ts';
import { withdrawalRecoverySuite } from './withdrawal-recovery-suite.ts';
import { withdrawalSuite } from './withdrawal-suite.ts';
import { withdrawalUnfinishedSuite } from './withdrawal-unfinished-suite.ts';

for (const engines of ENGINES) {
  describe(`on ${engines.name}`, { skip: engines.skip }, () => {
    describe('withdrawals', () => withdrawalSuite(engines));
    describe('recovery of withdrawals', () => withdrawalRecoverySuite(engines));
    describe('recovery of payouts', () => withdrawalPayoutRecoverySuite(engines));
    describe('withdrawals that were left', () => withdrawalUnfinishedSuite(engines));
    describe('withdrawals whose cashier is changed', () => withdrawalChangedCashierSuite(engines));
    describe('access to the withdrawal page', () => withdrawalAccessSuite(engines));
  });
}
