import { randomUUID } from 'node:crypto';
import type { AdminSamples, AdminScene } from '../support/admin-sample.ts';
import { ofNothing } from '../support/admin-sample.ts';

const document = { title: { en: 'Client agreement' }, url: 'https://broker.example/client-agreement' };

/** One agreement, in one version after the other: a white label has not many. */
async function aVersion({ bridge, brokerName }: AdminScene) {
  const { app } = bridge;
  const version = { id: 'sampled', version: '1', ...document };
  await app.agreements.publish(app.brokers.get(brokerName), version);
  return { params: { brokerName, agreementId: 'sampled', version: '1' } };
}

async function anAgreement(scene: AdminScene) {
  await aVersion(scene);
  return { brokerName: scene.brokerName, agreementId: 'sampled' };
}

export const agreementSamples: AdminSamples = {
  listAgreements: ofNothing,
  getAgreements: ({ brokerName }) => ({ params: { brokerName } }),
  publishAgreementVersion: async (scene) => ({
    params: await anAgreement(scene),
    body: { version: randomUUID(), ...document, effectiveAt: '2099-01-01T00:00:00Z' },
  }),
  withdrawAgreement: async (scene) => ({
    params: await anAgreement(scene),
    body: { version: randomUUID(), effectiveAt: '2099-01-02T00:00:00Z' },
  }),
  listAgreementSignatures: aVersion,
  exportAgreementSignatures: aVersion,
};
