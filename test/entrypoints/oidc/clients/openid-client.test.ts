import { describe } from 'node:test';
import { ENGINES } from '../../../support/engines.ts';
import { openidClientSuite } from './openid-client-suite.ts';

for (const { name, skip, open } of ENGINES) {
  describe(`openid-client, on ${name}`, { skip }, () => openidClientSuite(open));
}
