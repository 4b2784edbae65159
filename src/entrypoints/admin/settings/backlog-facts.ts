import type { ShownBacklog } from './backlog-operation.ts';
import { durationText } from './duration-text.ts';

/** What the operation answers. */
export type ShownBacklogs = Readonly<
  Record<'letters' | 'appLogouts' | 'deliveries' | 'deadDeliveries' | 'unconfirmedPayments', ShownBacklog>
>;

/** For the part `facts`; each that waits leads to where something can be done about it. */
export function backlogFacts(backlogs: ShownBacklogs) {
  const { letters, appLogouts, deliveries, deadDeliveries, unconfirmedPayments } = backlogs;
  return [
    factOf('Letters to traders', letters),
    factOf('Log-outs to tell apps of', appLogouts),
    factOf('Deliveries to webhooks', deliveries, '/admin/webhooks'),
    factOf('Deliveries that were given up', deadDeliveries, '/admin/webhooks'),
    factOf('Unconfirmed payments', unconfirmedPayments, '/admin/payments?state=unconfirmed'),
  ];
}

function factOf(term: string, { count, oldestAgeSeconds }: ShownBacklog, href?: string) {
  if (oldestAgeSeconds === null) return { term, value: { badge: 'done', label: 'None' } };
  const text = count.toLocaleString('en');
  const note = `the oldest for ${durationText(oldestAgeSeconds)}`;
  return { term, value: href === undefined ? { text } : { text, href }, note };
}
