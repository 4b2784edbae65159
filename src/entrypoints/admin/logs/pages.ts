import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { fileReply } from '../file-reply.ts';
import type { AdminOperations } from '../operations.ts';
import { auditLogPage, type LogPage, ownerOf, privacyLogPage, type ShownEntry } from './log-page.ts';
import { askWhose, showLog } from './show-log.ts';

/** Both logs have the same pages: the list, an entry, the export, and the walk over the whole. */
export function logPages(operations: AdminOperations): AdminPage[] {
  return [auditLogPage(operations.logs), privacyLogPage(operations.logs)].flatMap((log) => pagesOf(log, operations));
}

function pagesOf(log: LogPage, operations: AdminOperations): AdminPage[] {
  return [
    {
      method: 'GET',
      path: log.path,
      access: 'staff',
      async handle(call) {
        const owner = ownerOf(call, log);
        return owner === null ? askWhose(log, call, operations) : showLog(log, call, operations, owner);
      },
    },
    {
      method: 'GET',
      path: `${log.path}/entries/:sequence`,
      access: 'staff',
      handle: (call) => showEntry(log, call),
    },
    {
      method: 'GET',
      path: `${log.path}/export`,
      access: 'staff',
      async handle(call) {
        const { brokerName = '', ...query } = call.query;
        const { file } = await call.run(log.operationsOf(brokerName).export, { ...paramsOf(brokerName), query });
        if (!file) throw new Error('An export has no file');
        return fileReply(file);
      },
    },
    {
      method: 'POST',
      path: `${log.path}/verify`,
      access: 'staff',
      async handle(call) {
        const { brokerName = '' } = call.form;
        const { body } = await call.run(log.operationsOf(brokerName).verify, paramsOf(brokerName));
        const { check } = body as { check: { fault: object | null } };
        const back = `${log.path}?${new URLSearchParams({ brokerName })}`;
        return call.leadTo(back, check.fault === null ? 'log-intact' : 'log-broken');
      },
    },
  ];
}

async function showEntry(log: LogPage, call: StaffPageCall) {
  const { brokerName = '' } = call.query;
  const params = { ...paramsOf(brokerName).params, sequence: call.params.sequence };
  const { body } = await call.run(log.operationsOf(brokerName).get, { params });
  const entry = body as ShownEntry;
  const { title, facts } = log.describe(entry);
  const home = `${log.path}?${new URLSearchParams({ brokerName })}`;
  return call.show({
    view: 'logs/entry',
    title,
    lead: `Entry ${entry.sequence} of the log of ${brokerName || 'the bridge'}`,
    section: log.section,
    crumbs: [{ label: log.title, href: home }],
    data: {
      facts,
      changes: entry.changes,
      chain: [
        { term: 'Hash of the one before', value: { code: entry.previousHash } },
        { term: 'Hash', value: { secret: entry.hash } },
      ],
    },
  });
}

function paramsOf(brokerName: string) {
  return { params: brokerName === '' ? {} : { brokerName } };
}
