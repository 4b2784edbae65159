import { describe } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { settleSuite } from './settle-suite.ts';

for (const engines of ENGINES) {
  describe(`unconfirmed deposits and money to be given back on ${engines.name}`, { skip: engines.skip }, () =>
    settleSuite(engines),
  );
}
