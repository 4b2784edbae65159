import { describe } from 'node:test';
import { ENGINES } from '../../../support/engines.ts';
import { bothDialectsSuite } from './both-dialects-suite.ts';

for (const { name, skip, open } of ENGINES) {
  describe(`both dialects, on ${name}`, { skip }, () => bothDialectsSuite(open));
}
