import type { AdminSample, AdminSamples } from '../support/admin-sample.ts';
import { aCase } from './a-case.ts';

const ofNewCase: AdminSample = async ({ bridge, brokerName }) => ({
  params: { brokerName, userId: (await aCase(bridge, brokerName)).user.id },
});

export const kycSamples: AdminSamples = {
  searchKycCases: async (scene) => {
    await ofNewCase(scene);
    return { query: { limit: '5' } };
  },
  getKycCase: ofNewCase,
  openKycDocument: async ({ bridge, brokerName }) => {
    const { documentIds } = await aCase(bridge, brokerName);
    return { params: { brokerName, documentId: documentIds['identity-front'] ?? '' } };
  },
  approveKycCase: async (scene) => ({ ...(await ofNewCase(scene)), body: { note: 'Passport and bill agree' } }),
  refuseKycCase: async (scene) => ({ ...(await ofNewCase(scene)), body: { reason: 'The photo is too dark' } }),
};
