import { describe } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { sleptProcessSuite } from './slept-process-suite.ts';

for (const engines of ENGINES) {
  describe(`processes that slept, on ${engines.name}`, { skip: engines.skip }, () => sleptProcessSuite(engines));
}
