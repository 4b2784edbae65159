import { describe } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { kycAccessSuite } from './kyc-access-suite.ts';
import { kycSuite } from './kyc-suite.ts';

for (const engines of ENGINES) {
  describe(`on ${engines.name}`, { skip: engines.skip }, () => {
    describe('KYC', () => kycSuite(engines));
    describe('access to the KYC page', () => kycAccessSuite(engines));
  });
}
