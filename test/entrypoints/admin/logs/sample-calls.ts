import type { AdminSample, AdminSamples } from '../support/admin-sample.ts';
import { ofBroker, ofNothing } from '../support/admin-sample.ts';

const FIRST = '1';

/** Something stands in the log then. */
const firstChange: AdminSample = async ({ bridge, brokerName }) => {
  await bridge.app.audit.record(noteOf(brokerName));
  return { params: { brokerName, sequence: FIRST } };
};

function noteOf(brokerName: string | null) {
  const target = { type: 'sample', id: 'one' };
  const actor = { kind: 'bridge' } as const;
  return {
    brokerName,
    actor,
    target,
    action: 'sample.note',
    address: null,
    requestId: null,
    changes: [],
    reason: null,
  };
}

export const logSamples: AdminSamples = {
  listAuditLog: ofBroker,
  getAuditEntry: firstChange,
  exportAuditLog: ofBroker,
  verifyAuditLog: ofBroker,
  listBridgeAuditLog: ofNothing,
  getBridgeAuditEntry: async ({ bridge }) => {
    await bridge.app.audit.record(noteOf(null));
    return { params: { sequence: FIRST } };
  },
  exportBridgeAuditLog: () => ({ query: { format: 'csv' } }),
  verifyBridgeAuditLog: ofNothing,
  listPrivacyLog: ofBroker,
  getPrivacyEntry: async ({ bridge, brokerName }) => {
    await bridge.app.privacyLog.record(
      { brokerName },
      {
        ...{ apiKeyId: 'sample', principal: 'api-sample', justification: 'test-sample', personIds: ['one'] },
        ...{ resource: 'users', operation: 'getUser', fields: ['email'], requestId: 'sample' },
      },
    );
    return { params: { brokerName, sequence: FIRST } };
  },
  exportPrivacyLog: ofBroker,
  verifyPrivacyLog: ofBroker,
};
