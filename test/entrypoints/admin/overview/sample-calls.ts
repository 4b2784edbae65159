import type { AdminSamples } from '../support/admin-sample.ts';
import { ofNothing } from '../support/admin-sample.ts';

export const overviewSamples: AdminSamples = {
  getStatistics: ({ brokerName }) => ({ query: { brokerName, period: 'hour' } }),
  getWhiteLabelFigures: ofNothing,
  getAttention: ofNothing,
  listBrokenLogs: ofNothing,
};
