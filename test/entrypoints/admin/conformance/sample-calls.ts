import { randomUUID } from 'node:crypto';
import { type AdminSamples, ofBroker } from '../support/admin-sample.ts';

const NO_ACTOR = { kind: 'staff', id: 'none', email: 'none@example.com' } as const;

export const conformanceSamples: AdminSamples = {
  // One at a time is played for a white label, so that each sample waits for the one before.
  startConformance: async ({ bridge, brokerName }) => {
    const { conformanceRuns } = bridge.app;
    const runs = await conformanceRuns.list(brokerName);
    // Nothing answers at the public address of a test, so that a run is over at once.
    while (runs.length > 0 && (await conformanceRuns.list(brokerName)).some(({ state }) => state === 'running')) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return {
      params: { brokerName },
      body: { only: ['6.1.1'], trader: { email: 'trader@example.com', password: randomUUID() } },
    };
  },
  listConformanceRuns: ofBroker,
  getConformanceRun: async ({ bridge, brokerName }) => {
    const { brokers, conformanceRuns } = bridge.app;
    const [known] = await conformanceRuns.list(brokerName);
    const wish = { only: ['6.1.1'], trader: { email: 'trader@example.com', password: 'none' }, actor: NO_ACTOR };
    const run = known ?? (await conformanceRuns.start(brokers.get(brokerName), wish));
    return { params: { brokerName, runId: run.id } };
  },
};
