import { randomUUID } from 'node:crypto';
import type { AdminSamples, AdminScene } from '../support/admin-sample.ts';
import { ofBroker, ofNothing } from '../support/admin-sample.ts';

/** Registers one for the call that is sampled. */
async function aClient({ bridge, brokerName }: AdminScene) {
  const { app } = bridge;
  const id = `app-${randomUUID()}`;
  const redirectUris = ['https://app.example/callback'];
  await app.oidcClients.register(app.brokers.get(brokerName), { id, name: 'An app', redirectUris });
  return { params: { brokerName, clientId: id } };
}

export const oidcClientSamples: AdminSamples = {
  listOidcClients: ofNothing,
  getOidcAddresses: ofBroker,
  getOidcClient: aClient,
  registerOidcClient: ({ brokerName }) => ({
    params: { brokerName },
    body: { id: `new-${randomUUID()}`, name: 'A new app', redirectUris: ['https://app.example/callback'] },
  }),
  changeOidcClient: async (scene) => ({ ...(await aClient(scene)), body: { name: 'Another name' } }),
  enableOidcClient: aClient,
  disableOidcClient: aClient,
  rotateOidcClientSecret: async (scene) => ({ ...(await aClient(scene)), body: { overlapSeconds: 60 } }),
  revokeOidcClientTokens: aClient,
};
