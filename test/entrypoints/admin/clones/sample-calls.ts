import { randomUUID } from 'node:crypto';
import type { AdminSamples, AdminScene } from '../support/admin-sample.ts';

const ofModel = ({ brokerName }: AdminScene) => ({
  params: { brokerName },
  body: {
    ...{ brokerName: `clone_${randomUUID()}`, brokerCrmName: 'tradingtech_crm', displayName: 'Clone' },
    managerPassword: 'kept sealed',
  },
});

export const cloneSamples: AdminSamples = { checkClone: ofModel, cloneWhiteLabel: ofModel };
