import type { AdminSample, AdminSamples } from '../support/admin-sample.ts';
import { aPayment } from './a-payment.ts';

const ofNewPayment: AdminSample = async ({ bridge, brokerName }) => ({
  params: { brokerName, paymentId: (await aPayment(bridge, brokerName)).id },
});

export const paymentSamples: AdminSamples = {
  searchPayments: async (scene) => {
    await ofNewPayment(scene);
    return { query: { state: 'unconfirmed', kind: 'deposit', limit: '5' } };
  },
  exportPayments: () => ({ query: { createdFrom: '2020-01-01T00:00:00Z' } }),
  getPayment: ofNewPayment,
  settlePayment: async (scene) => ({
    ...(await ofNewPayment(scene)),
    body: { outcome: 'done', reason: 'It stands in the history of the account' },
  }),
};
