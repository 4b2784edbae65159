import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { createLogChecks } from './log-checks.ts';
import { auditWork, privacyWork } from './log-work.ts';
import * as schemas from './schemas.ts';

export interface LogOperations {
  readonly listAudit: WhiteLabelOperation;
  readonly getAuditEntry: WhiteLabelOperation;
  readonly exportAudit: WhiteLabelOperation;
  readonly verifyAudit: WhiteLabelOperation;
  readonly listBridgeAudit: StaffOperation;
  readonly getBridgeAuditEntry: StaffOperation;
  readonly exportBridgeAudit: StaffOperation;
  readonly verifyBridgeAudit: StaffOperation;
  readonly listPrivacy: WhiteLabelOperation;
  readonly getPrivacyEntry: WhiteLabelOperation;
  readonly exportPrivacy: WhiteLabelOperation;
  readonly verifyPrivacy: WhiteLabelOperation;
}

const READ = { method: 'GET', effect: { kind: 'read' } } as const;
const EXPORT_TYPES = ['text/csv', 'application/x-ndjson'];

const AUDIT = {
  list: {
    ...READ,
    request: { params: noFields, query: schemas.auditQuery, body: noFields },
    response: { status: 200, schema: schemas.auditPage, description: 'A page of it, the newest first' },
    errors: [],
  },
  get: {
    ...READ,
    request: { params: schemas.ofEntry, query: noFields, body: noFields },
    response: { status: 200, schema: schemas.auditEntry, description: 'The entry' },
    errors: ['log_entry_unknown'],
  },
  export: {
    method: 'GET',
    effect: { kind: 'change', action: 'audit-log.export' },
    request: { params: noFields, query: schemas.auditExportQuery, body: noFields },
    response: { status: 200, schema: null, fileTypes: EXPORT_TYPES, description: 'A file, the oldest entry first' },
    errors: [],
  },
  verify: {
    method: 'POST',
    effect: { kind: 'change', action: 'audit-log.verify' },
    request: { params: noFields, query: noFields, body: schemas.verification },
    response: { status: 200, schema: schemas.verified, description: 'Whether it is intact, or where it breaks' },
    errors: [],
  },
} as const;

const PRIVACY = {
  list: {
    ...AUDIT.list,
    request: { params: ofWhiteLabel, query: schemas.privacyQuery, body: noFields },
    response: { ...AUDIT.list.response, schema: schemas.privacyPage },
  },
  get: {
    ...AUDIT.get,
    request: { params: schemas.ofWhiteLabelsEntry, query: noFields, body: noFields },
    response: { ...AUDIT.get.response, schema: schemas.privacyEntry },
  },
  export: {
    ...AUDIT.export,
    effect: { kind: 'change', action: 'privacy-log.export' },
    request: { params: ofWhiteLabel, query: schemas.privacyExportQuery, body: noFields },
  },
  verify: {
    ...AUDIT.verify,
    effect: { kind: 'change', action: 'privacy-log.verify' },
    request: { ...AUDIT.verify.request, params: ofWhiteLabel },
  },
} as const;

/** The change log of each white label, that of the bridge itself, and the privacy logs. */
export function logOperations(dependencies: AdminDependencies): LogOperations {
  const checks = createLogChecks(dependencies.expiring);
  return {
    ...auditOfWhiteLabel(dependencies, checks),
    ...auditOfBridge(dependencies, checks),
    ...privacyOfWhiteLabel(dependencies, checks),
  };
}

type Checks = ReturnType<typeof createLogChecks>;

function auditOfWhiteLabel(dependencies: AdminDependencies, checks: Checks) {
  const work = auditWork(dependencies, checks);
  const access = { kind: 'white-label', permission: 'audit:read', stepUp: false } as const;
  const shared = { tag: 'Change log', access } as const;
  const path = '/white-labels/:brokerName/audit-log';
  const { list, get, export: exported, verify } = AUDIT;
  return {
    listAudit: {
      ...{ ...shared, ...list, operationId: 'listAuditLog', path },
      summary: 'Who changed what at a white label',
      request: { ...list.request, params: ofWhiteLabel },
      handle: (call) => work.list(call.broker.brokerName, call),
    },
    getAuditEntry: {
      ...{ ...shared, ...get, operationId: 'getAuditEntry', path: `${path}/entries/:sequence` },
      summary: 'One change, before and after',
      request: { ...get.request, params: schemas.ofWhiteLabelsEntry },
      handle: (call) => work.get(call.broker.brokerName, call),
    },
    exportAudit: {
      ...{ ...shared, ...exported, operationId: 'exportAuditLog', path: `${path}/export` },
      summary: 'The change log of a white label, with hashes, as a file',
      request: { ...exported.request, params: ofWhiteLabel },
      handle: (call) => work.export(call.broker.brokerName, call),
    },
    verifyAudit: {
      ...{ ...shared, ...verify, operationId: 'verifyAuditLog', path: `${path}/verify` },
      summary: 'Walk the change log of a white label, and say what is wrong first',
      request: { ...verify.request, params: ofWhiteLabel },
      handle: (call) => work.verify(call.broker.brokerName, call),
    },
  } satisfies Partial<LogOperations>;
}

function auditOfBridge(dependencies: AdminDependencies, checks: Checks) {
  const work = auditWork(dependencies, checks);
  const access = { kind: 'bridge', permission: 'audit:read', stepUp: false } as const;
  const shared = { tag: 'Change log', access } as const;
  const path = '/audit-log';
  return {
    listBridgeAudit: {
      ...{ ...shared, ...AUDIT.list, operationId: 'listBridgeAuditLog', path },
      summary: 'Who changed what of the bridge as a whole, and of its staff',
      handle: (call) => work.list(null, call),
    },
    getBridgeAuditEntry: {
      ...{ ...shared, ...AUDIT.get, operationId: 'getBridgeAuditEntry', path: `${path}/entries/:sequence` },
      summary: 'One change of the bridge as a whole, before and after',
      handle: (call) => work.get(null, call),
    },
    exportBridgeAudit: {
      ...{ ...shared, ...AUDIT.export, operationId: 'exportBridgeAuditLog', path: `${path}/export` },
      summary: 'The change log of the bridge as a whole, with hashes, as a file',
      handle: (call) => work.export(null, call),
    },
    verifyBridgeAudit: {
      ...{ ...shared, ...AUDIT.verify, operationId: 'verifyBridgeAuditLog', path: `${path}/verify` },
      summary: 'Walk the change log of the bridge as a whole, and say what is wrong first',
      handle: (call) => work.verify(null, call),
    },
  } satisfies Partial<LogOperations>;
}

function privacyOfWhiteLabel(dependencies: AdminDependencies, checks: Checks) {
  const work = privacyWork(dependencies, checks);
  const access = { kind: 'white-label', permission: 'privacy-log:read', stepUp: false } as const;
  const shared = { tag: 'Privacy log', access } as const;
  const path = '/white-labels/:brokerName/privacy-log';
  return {
    listPrivacy: {
      ...{ ...shared, ...PRIVACY.list, operationId: 'listPrivacyLog', path },
      summary: 'Who saw or changed which person’s data, and why',
      handle: (call) => work.list(call.broker.brokerName, call),
    },
    getPrivacyEntry: {
      ...{ ...shared, ...PRIVACY.get, operationId: 'getPrivacyEntry', path: `${path}/entries/:sequence` },
      summary: 'One look at a person’s data',
      handle: (call) => work.get(call.broker.brokerName, call),
    },
    exportPrivacy: {
      ...{ ...shared, ...PRIVACY.export, operationId: 'exportPrivacyLog', path: `${path}/export` },
      summary: 'The privacy log of a white label, with hashes, as a file',
      handle: (call) => work.export(call.broker.brokerName, call),
    },
    verifyPrivacy: {
      ...{ ...shared, ...PRIVACY.verify, operationId: 'verifyPrivacyLog', path: `${path}/verify` },
      summary: 'Walk the privacy log of a white label, and say what is wrong first',
      handle: (call) => work.verify(call.broker.brokerName, call),
    },
  } satisfies Partial<LogOperations>;
}
