import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { Backlog } from '../../../lib/backlog.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation } from '../admin-operation.ts';
import { reachedNames } from '../reached-names.ts';
import { noFields } from '../schemas.ts';
import { backlogQuery, shownBacklogs } from './schemas.ts';

/** What was not done yet, and since when: whether the mail server, apps, webhooks and platforms keep up. */
export function getBacklogs(dependencies: AdminDependencies): StaffOperation {
  const { brokers, clock, mail, appLogouts, webhooks, payments } = dependencies;
  return {
    operationId: 'getBacklogs',
    method: 'GET',
    path: '/health/backlogs',
    tag: 'Settings',
    summary: 'What waits at the white labels in your reach, and since when',
    access: { kind: 'reach', permission: 'statistics:read', stepUp: false },
    effect: { kind: 'read' },
    request: { params: noFields, query: backlogQuery, body: noFields },
    response: { status: 200, schema: shownBacklogs, description: 'As it is now' },
    errors: [],
    async handle(call) {
      const names = reachedNames(brokers, call);
      const [letters, logouts, undelivered, unconfirmed] = await Promise.all([
        mail.countWaiting(names),
        appLogouts.countWaiting(names),
        webhooks.countUndelivered(names),
        payments.countUnconfirmed(names),
      ]);
      const show = (backlog: Backlog) => showBacklog(backlog, clock.nowMs());
      return {
        body: {
          id: 'backlogs',
          letters: show(letters),
          appLogouts: show(logouts),
          deliveries: show(undelivered.pending),
          deadDeliveries: show(undelivered.dead),
          unconfirmedPayments: show(unconfirmed),
        },
      };
    },
  };
}

function showBacklog({ count, oldestAtMs }: Backlog, nowMs: number) {
  if (oldestAtMs === null) return { count, oldestAt: null, oldestAgeSeconds: null };
  // A process whose clock is ahead may have made it.
  const oldestAgeSeconds = Math.max(0, Math.floor((nowMs - oldestAtMs) / 1000));
  return { count, oldestAt: toRfc3339(oldestAtMs), oldestAgeSeconds };
}

export type ShownBacklog = ReturnType<typeof showBacklog>;
