import { BridgeError } from '../../../errors/bridge-error.ts';
import { toPage } from '../../../http/page-cursor.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { ExportFormat } from '../../../lib/export-lines.ts';
import type { ChainHead } from '../../../lib/hash-chain.ts';
import type { ChainFaultKind } from '../../../lib/verify-chain.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, StaffCall } from '../admin-operation.ts';
import type { LogCheck, LogChecks, LogKind } from './log-checks.ts';
import { readAuditFilter, readPrivacySelection } from './log-queries.ts';
import { type LogFormat, readBefore } from './schemas.ts';
import { showAuditEntry, showCheck, showPrivacyEntry } from './show-logs.ts';

type Asked = Pick<StaffCall, 'params' | 'query' | 'body'>;

/** What can be done with one log, whosever it is. */
export interface LogWork<Owner> {
  list(owner: Owner, call: Asked): Promise<AdminReply>;
  /** @throws `log_entry_unknown` */
  get(owner: Owner, call: Asked): Promise<AdminReply>;
  export(owner: Owner, call: Asked): Promise<AdminReply>;
  verify(owner: Owner, call: Asked): Promise<AdminReply>;
}

type Query = Readonly<Record<string, unknown>>;

interface Log<Owner, Entry> {
  readonly kind: LogKind;
  list(
    owner: Owner,
    query: Query,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<readonly Entry[]>;
  exportLines(owner: Owner, query: Query, format: ExportFormat): AsyncIterable<string>;
  verify(owner: Owner, expected: ChainHead | undefined): Promise<Verified>;
  show(owner: Owner, entry: Entry): object;
}

interface Verified extends Omit<LogCheck, 'atMs'> {
  readonly head: ChainHead;
}

export function auditWork({ audit, clock }: AdminDependencies, checks: LogChecks): LogWork<string | null> {
  return logWork(clock, checks, {
    kind: 'audit',
    list: (owner, query, page) => audit.list(owner, readAuditFilter(query), page),
    exportLines: (owner, query, format) => audit.exportLines(owner, readAuditFilter(query), format),
    async verify(owner, expected) {
      const found = await audit.verify(owner, expected);
      const { entries, head } = found;
      return { entries, head, fault: found.kind === 'intact' ? null : faultOf(found.sequence, found.reason) };
    },
    show: (_owner, entry) => showAuditEntry(entry),
  });
}

export function privacyWork({ privacyLog, clock }: AdminDependencies, checks: LogChecks): LogWork<string> {
  return logWork(clock, checks, {
    kind: 'privacy-log',
    list: (brokerName, query, page) => privacyLog.list({ brokerName }, { ...readPrivacySelection(query), ...page }),
    exportLines: (brokerName, query, format) =>
      privacyLog.exportLines({ brokerName }, format, readPrivacySelection(query)),
    async verify(brokerName, expected) {
      const { count, head, fault } = await privacyLog.verify({ brokerName }, expected);
      return { entries: count, head, fault: fault && faultOf(fault.sequence, fault.kind) };
    },
    show: (brokerName, entry) => showPrivacyEntry(brokerName, entry),
  });
}

function logWork<Owner extends string | null, Entry extends { readonly sequence: number }>(
  clock: AdminDependencies['clock'],
  checks: LogChecks,
  log: Log<Owner, Entry>,
): LogWork<Owner> {
  const nameOf = (owner: Owner) => owner ?? 'bridge';
  return {
    async list(owner, { query }) {
      const limit = Number(query.limit);
      const before = readBefore(query.cursor);
      const page = { limit: limit + 1, ...(before === undefined ? {} : { before }) };
      const [entries, check] = await Promise.all([log.list(owner, query, page), checks.find(log.kind, owner)]);
      const shown = toPage(
        entries,
        limit,
        (entry) => log.show(owner, entry),
        ({ sequence }) => sequence,
      );
      return { body: { ...shown, lastCheck: check && showCheck(check) } };
    },
    async get(owner, { params }) {
      const sequence = Number(params.sequence);
      const [entry] = await log.list(owner, {}, { before: sequence + 1, limit: 1 });
      if (entry?.sequence !== sequence) throw new BridgeError('log_entry_unknown');
      return { body: log.show(owner, entry) };
    },
    async export(owner, { query }) {
      const format = query.format as LogFormat;
      const isCsv = format === 'csv';
      const day = toRfc3339(clock.nowMs()).slice(0, 10);
      return {
        file: {
          contentType: isCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
          name: `${log.kind}-${nameOf(owner)}-${day}.${format}`,
          body: log.exportLines(owner, query, isCsv ? 'csv' : 'json'),
        },
        changed: [{ brokerName: owner, target: { type: log.kind, id: nameOf(owner) }, changes: askedFor(query) }],
      };
    },
    async verify(owner, { body }) {
      const { head, entries, fault } = await log.verify(owner, body.expected as ChainHead | undefined);
      const check = { entries, fault, atMs: clock.nowMs() };
      await checks.note(log.kind, owner, check);
      const outcome = { field: 'outcome', before: null, after: fault === null ? 'intact' : 'broken' };
      return {
        body: { id: nameOf(owner), check: showCheck(check), head },
        changed: [{ brokerName: owner, target: { type: log.kind, id: nameOf(owner) }, changes: [outcome] }],
      };
    },
  };
}

function faultOf(sequence: number, reason: ChainFaultKind) {
  return { sequence, reason };
}

/** Which part of it was taken along. */
function askedFor(query: Query) {
  return Object.entries(query)
    .filter(([, value]) => value !== '')
    .map(([field, after]) => ({ field, before: null, after }));
}
