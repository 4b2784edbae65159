import type { AdminSamples, AdminScene } from '../support/admin-sample.ts';

async function exported({ bridge, brokerName }: AdminScene) {
  return { document: await bridge.app.transfer.exportWhiteLabels([brokerName]) };
}

export const transferSamples: AdminSamples = {
  exportConfiguration: ({ brokerName }) => ({ query: { brokerNames: brokerName } }),
  checkImport: async (scene) => ({ body: await exported(scene) }),
  importConfiguration: async (scene) => ({ body: await exported(scene) }),
};
