import { describe } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { callbackSuite } from './callback-suite.ts';

for (const engines of ENGINES) {
  describe(`callbacks of cashiers on ${engines.name}`, { skip: engines.skip }, () => callbackSuite(engines));
}
