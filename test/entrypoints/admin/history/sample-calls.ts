import { randomUUID } from 'node:crypto';
import type { AdminSample, AdminSamples, AdminScene } from '../support/admin-sample.ts';

/** Changes the white label once, so that there is a newest revision that can be taken back. */
async function changeOnce({ bridge, brokerName }: AdminScene) {
  const displayName = `TradingTech ${randomUUID().slice(0, 8)}`;
  const { revision } = await bridge.app.brokers.update(brokerName, { displayName });
  await bridge.app.brokers.update(brokerName, { displayName: 'TradingTech' });
  const { revision: newest } = bridge.app.brokers.get(brokerName);
  return { params: { brokerName, revision: String(newest) }, before: revision };
}

const ofNewest: AdminSample = async (scene) => ({ params: (await changeOnce(scene)).params });

export const historySamples: AdminSamples = {
  listRevisions: ({ brokerName }) => ({ params: { brokerName }, query: { limit: '5' } }),
  getRevision: ofNewest,
  compareRevisions: async (scene) => {
    const { params, before } = await changeOnce(scene);
    return { params, query: { with: String(before) } };
  },
  compareWhiteLabels: ({ brokerName }) => ({ params: { brokerName }, query: { with: brokerName } }),
  previewUndo: ofNewest,
  undoRevision: async ({ bridge, brokerName }) => {
    const { brokers } = bridge.app;
    const { oneTimeTokenTtlSeconds } = brokers.get(brokerName).tokens;
    const tokens = {
      ...brokers.get(brokerName).tokens,
      oneTimeTokenTtlSeconds: oneTimeTokenTtlSeconds === 77 ? 78 : 77,
    };
    const { revision } = await brokers.update(brokerName, { tokens });
    return { params: { brokerName, revision: String(revision) }, ifMatch: `"${revision}"` };
  },
};
