import type { Outbox } from '../../lib/outbox.ts';
import type { LogoutNotice } from './logout-notice.ts';

/** Where word to apps waits to be told. */
export interface LogoutOutboxStore extends Outbox<LogoutNotice> {
  /** All of them, or none. They are due at once. */
  add(notices: readonly LogoutNotice[]): Promise<void>;
}
