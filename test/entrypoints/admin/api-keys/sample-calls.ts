import type { ApiKeyHome } from '../../../../src/domain/api-keys/api-key.ts';
import type { AdminSamples, AdminScene } from '../support/admin-sample.ts';
import { ofNothing } from '../support/admin-sample.ts';

const CRM = 'tradingtech_crm';

async function aKey({ bridge }: AdminScene, home: ApiKeyHome): Promise<string> {
  const { key } = await bridge.app.apiKeys.create({ home, name: 'A key', scopes: ['users:read'] });
  return key.id;
}

async function ofBrokerKey(scene: AdminScene) {
  const { brokerName } = scene;
  return { params: { brokerName, keyId: await aKey(scene, { kind: 'broker', brokerName }) } };
}

async function ofCrmKey(scene: AdminScene) {
  const keyId = await aKey(scene, { kind: 'crm', brokerCrmName: CRM });
  return { params: { keyId }, body: { brokerCrmName: CRM } };
}

const name = 'Another name';
const made = { name: 'Back office', scopes: ['users:read'], ipList: ['203.0.113.0/24'] };

export const apiKeySamples: AdminSamples = {
  listApiKeys: ofNothing,
  getApiKey: ofBrokerKey,
  createApiKey: ({ brokerName }) => ({ params: { brokerName }, body: made }),
  changeApiKey: async (scene) => ({ ...(await ofBrokerKey(scene)), body: { name } }),
  rotateApiKey: async (scene) => ({ ...(await ofBrokerKey(scene)), body: { overlapSeconds: 60 } }),
  revokeApiKey: ofBrokerKey,
  getCrmApiKey: async (scene) => {
    const { params, body } = await ofCrmKey(scene);
    return { params, query: body };
  },
  createCrmApiKey: () => ({ body: { brokerCrmName: CRM, ...made } }),
  changeCrmApiKey: async (scene) => ({ ...(await ofCrmKey(scene)), body: { brokerCrmName: CRM, name } }),
  rotateCrmApiKey: ofCrmKey,
  revokeCrmApiKey: ofCrmKey,
};
