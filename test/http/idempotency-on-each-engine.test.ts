import { describe } from 'node:test';
import { ENGINES } from '../support/engines.ts';
import { idempotencySuite } from './idempotency-suite.ts';

for (const engines of ENGINES) {
  describe(`on ${engines.name}`, { skip: engines.skip }, () => idempotencySuite(engines));
}
