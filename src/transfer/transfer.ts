/**
 * White labels as one document, so that configuration can live in a repository.
 *
 * Owns the document (the seed file's schema), the comparison with what is there, and bringing it in. Does not own white
 * labels or clients; it works through their contexts. Invariants: no document that leaves holds a secret; nothing is
 * written before all is checked; the same document twice changes nothing; what a document does not name stays.
 */
import type { ChangeActor } from '../domain/brokers/broker-snapshot.ts';
import { applyImport } from './apply-import.ts';
import { exportWhiteLabels, type WhiteLabelsDocument } from './export-white-labels.ts';
import type { ImportPlan, ImportReport } from './import-plan.ts';
import { planImport } from './plan-import.ts';
import type { FollowOptions, ImportOptions, TransferDomain } from './transfer-domain.ts';

export interface Transfer {
  /** @param names - Of all where it is empty. @throws `broker_unknown` */
  exportWhiteLabels(names: readonly string[]): Promise<WhiteLabelsDocument>;
  /** What an import would do, and everything that is wrong with it. Changes nothing. @param document - As it came. */
  planImport(document: unknown): Promise<ImportPlan>;
  /** @throws `import_refused` naming the first fault; `import_outdated`; `broker_changed_meanwhile` */
  applyImport(document: unknown, actor: ChangeActor, follow?: FollowOptions): Promise<ImportReport>;
  /** Which white labels and CRMs a document speaks of, to be held against somebody's reach; also of one that is no good. */
  namesIn(document: unknown): NamesInDocument;
}

export interface NamesInDocument {
  /** Of CRMs themselves. */
  readonly crms: readonly string[];
  readonly brokers: readonly { readonly brokerName: string; readonly brokerCrmName: string }[];
}

export function createTransfer(domain: TransferDomain, options: ImportOptions): Transfer {
  return {
    exportWhiteLabels: (names) => exportWhiteLabels(domain, names),
    planImport: (document) => planImport(domain, document, options),
    applyImport: (document, actor, follow = {}) => applyImport(domain, document, { ...options, ...follow, actor }),
    namesIn,
  };
}

function namesIn(document: unknown): NamesInDocument {
  return {
    crms: partsOf(document, 'crms').map((crm) => textOf(crm, 'brokerCrmName')),
    brokers: partsOf(document, 'brokers').map((broker) => ({
      brokerName: textOf(broker, 'brokerName'),
      brokerCrmName: textOf(broker, 'brokerCrmName'),
    })),
  };
}

function partsOf(document: unknown, name: string): readonly unknown[] {
  const parts = typeof document === 'object' && document !== null ? Reflect.get(document, name) : undefined;
  return Array.isArray(parts) ? parts : [];
}

function textOf(part: unknown, name: string): string {
  const text = typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined;
  return typeof text === 'string' ? text : '';
}
