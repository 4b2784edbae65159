import type { Outbox } from '../../lib/outbox.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** Where letters wait to be sent. */
export interface MailOutboxStore extends Outbox<OutboxEntry> {
  /** The entry is due at once. */
  add(entry: OutboxEntry): Promise<void>;
}
