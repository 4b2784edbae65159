import { randomUUID } from 'node:crypto';
import { type AdminSamples, ofBroker, ofNothing } from '../support/admin-sample.ts';

const reason = 'Asked for by the broker';

const newWhiteLabel = () => ({
  ...{ brokerName: `new_${randomUUID()}`, brokerCrmName: 'tradingtech_crm', displayName: 'New' },
  platform: { baseUrl: 'https://platform.broker.example', managerLogin: 1, managerPassword: 'kept sealed' },
  screens: { successUrl: 'https://app.broker.example/signed-in' },
});

export const whiteLabelSamples: AdminSamples = {
  listCrms: ofNothing,
  listWhiteLabels: () => ({ query: { q: 'trading', status: 'enabled', limit: '5' } }),
  getWhiteLabel: ofBroker,
  getChangesSince: ({ bridge, brokerName }) => ({
    params: { brokerName },
    query: { revision: String(bridge.app.brokers.get(brokerName).revision) },
  }),
  previewAddress: ({ brokerName }) => ({
    params: { brokerName },
    query: { template: 'https://broker.example/?token={otToken}' },
  }),
  describeNewWhiteLabel: ofNothing,
  checkWhiteLabel: () => ({ body: newWhiteLabel() }),
  createWhiteLabel: () => ({ body: newWhiteLabel() }),
  testNewPlatform: () => {
    const { brokerCrmName, platform } = newWhiteLabel();
    return { body: { brokerCrmName, platform: { ...platform, baseUrl: 'http://127.0.0.1:9' } } };
  },
  updateWhiteLabel: ({ bridge, brokerName }) => ({
    params: { brokerName },
    body: { displayName: 'TradingTech', tokens: { oneTimeTokenTtlSeconds: 90 } },
    ifMatch: `"${bridge.app.brokers.get(brokerName).revision}"`,
  }),
  disableWhiteLabel: ({ brokerName }) => ({ params: { brokerName }, body: { reason } }),
  enableWhiteLabel: ofBroker,
  endWhiteLabelSessions: ({ brokerName }) => ({ params: { brokerName }, body: { reason } }),
  testPlatform: ({ brokerName }) => ({ params: { brokerName }, body: {} }),
  updatePlatform: ({ brokerName }) => ({
    params: { brokerName },
    body: { managerPassword: 'sandbox-manager-tradingtech_main' },
  }),
  listPlatformPasswords: ofBroker,
  rotatePlatformPassword: ({ brokerName }) => ({ params: { brokerName }, body: { overlapHours: 0 } }),
  revokePlatformPassword: async ({ bridge, brokerName }) => {
    const { brokers } = bridge.app;
    await brokers.rotatePlatformPassword(brokerName, 3600);
    const [leaving] = brokers.livePasswords(brokers.get(brokerName)).filter(({ expiresAtMs }) => expiresAtMs !== null);
    return { params: { brokerName, passwordId: leaving?.id ?? 'none' }, body: { reason } };
  },
  setCashier: ({ brokerName }) => ({ params: { brokerName }, body: { kind: 'sandbox' } }),
};
