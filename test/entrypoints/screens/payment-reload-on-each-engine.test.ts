import { describe } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { paymentReloadSuite } from './payment-reload-suite.ts';

for (const engines of ENGINES) {
  describe(`pages of payments loaded again, on ${engines.name}`, { skip: engines.skip }, () =>
    paymentReloadSuite(engines),
  );
}
