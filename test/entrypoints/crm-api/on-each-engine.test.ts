import { describe } from 'node:test';
import { ENGINES, type Engines } from '../../support/engines.ts';
import { crmApiTokenLifetimeSuite, crmApiTokenRestartSuite } from './crm-api-token-lifetime-suite.ts';
import { isolationSuite } from './isolation-suite.ts';
import { redeemSuite } from './redeem-suite.ts';
import { sessionsSuite } from './sessions-suite.ts';
import { type Stage, useStage } from './stage.ts';
import { storedAndLoggedSuite } from './stored-and-logged-suite.ts';
import { tokenLifetimesSuite } from './token-lifetimes-suite.ts';

/** What depends on the stores has to hold on every pair of engines. Each suite has a bridge with empty stores. */
const SUITES: Readonly<Record<string, (stage: () => Stage) => void>> = {
  redemption: redeemSuite,
  'lifetimes of tokens': tokenLifetimesSuite,
  'in-app tokens and log-out': sessionsSuite,
  'isolation of white labels': isolationSuite,
  'lifetime of the crmApiToken': crmApiTokenLifetimeSuite,
};

/** These start bridges of their own. */
const OTHER_SUITES: readonly ((engines: Engines) => void)[] = [crmApiTokenRestartSuite, storedAndLoggedSuite];

for (const engines of ENGINES) {
  describe(`on ${engines.name}`, { skip: engines.skip }, () => {
    for (const [name, suite] of Object.entries(SUITES)) {
      describe(name, () => suite(useStage(() => engines.open())));
    }
    for (const suite of OTHER_SUITES) suite(engines);
  });
}
