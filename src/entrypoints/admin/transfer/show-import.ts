import type { RouteReply } from '../../../http/route.ts';
import type { SettingChange } from '../../../lib/setting-changes.ts';
import type { StaffPageCall } from '../admin-page.ts';
import { addressOfWhiteLabel, WHITE_LABELS } from '../white-labels/tabs.ts';

/** As `checkImport` answers it. */
export interface ShownPlan {
  readonly id: string;
  readonly crms: readonly string[];
  readonly create: readonly { readonly brokerName: string; readonly madeSecrets: readonly string[] }[];
  readonly update: readonly { readonly brokerName: string; readonly changes: readonly SettingChange[] }[];
  readonly unchanged: readonly string[];
  readonly faults: readonly { readonly brokerName: string | null; readonly field: string; readonly reason: string }[];
}

/** As `importConfiguration` answers it. */
export interface ShownReport {
  readonly crms: readonly string[];
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  readonly secrets: readonly { readonly brokerName: string; readonly field: string; readonly secret: string }[];
  readonly stopped: { readonly brokerName: string; readonly message: string } | null;
}

export interface PlanPage {
  readonly text: string;
  readonly applyAt: string;
  readonly backAt: string;
  /** Whether something else came in between, so that nothing was imported. */
  readonly isOutdated?: boolean;
}

/** More of them nobody reads; the numbers tell of all. */
const MOST_SHOWN = 100;

/** What an import would change, before it does. */
export function showPlan(call: StaffPageCall, plan: ShownPlan, { text, isOutdated, ...page }: PlanPage): RouteReply {
  const { crms, create, update, unchanged, faults } = plan;
  const isGood = faults.length === 0;
  const status = isOutdated ? 409 : isGood ? 200 : 400;
  return call.show({
    view: 'transfer/plan',
    title: isGood ? 'What would change' : 'What is wrong with it',
    lead: 'Nothing is imported yet.',
    section: 'white-labels',
    crumbs: crumbsTo(page.backAt),
    status,
    data: {
      ...page,
      ...{ text, isOutdated, isGood, plan: plan.id, crms },
      isNothing: crms.length + create.length + update.length === 0,
      numbers: [
        { label: 'New', value: create.length },
        { label: 'Changed', value: update.length },
        { label: 'As they are', value: unchanged.length },
      ],
      create: create.map(({ brokerName, madeSecrets }) => [brokerName, madeSecrets.join(', ')]),
      update: update.slice(0, MOST_SHOWN).map((one) => ({ ...one, href: addressOfWhiteLabel(one.brokerName) })),
      more: Math.max(update.length - MOST_SHOWN, 0),
      faults: faults.map(({ brokerName, field, reason }) => [brokerName ?? 'The document', { code: field }, reason]),
    },
  });
}

/** What an import did, with the secrets that it made. */
export function showReport(call: StaffPageCall, report: ShownReport, text: string): RouteReply {
  const { crms, created, updated, unchanged, secrets, stopped } = report;
  const linkOf = (brokerName: string) => ({ text: brokerName, href: addressOfWhiteLabel(brokerName) });
  return call.show({
    view: 'transfer/report',
    title: stopped ? 'Imported in part' : 'Imported',
    section: 'white-labels',
    crumbs: crumbsTo(`${WHITE_LABELS}/import`),
    notice: stopped ? 'not-done' : 'imported',
    status: stopped ? 409 : 200,
    data: {
      ...{ crms, stopped, next: WHITE_LABELS, again: `${WHITE_LABELS}/import`, text: stopped ? text : '' },
      rows: [
        ...created.map((name) => [linkOf(name), { badge: 'new' }]),
        ...updated.map((name) => [linkOf(name), { badge: 'done', label: 'Changed' }]),
      ],
      unchanged: unchanged.length,
      secrets: secrets.map(({ brokerName, field, secret }) => ({ label: `${brokerName}: ${field}`, value: secret })),
    },
  });
}

function crumbsTo(importAt: string) {
  return [
    { label: 'White labels', href: WHITE_LABELS },
    { label: 'Import', href: importAt },
  ];
}
