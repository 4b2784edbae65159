import type { Clock } from '../../lib/clock.ts';
import { type ParsedMail, parseMail } from './parse-mail.ts';

/** A mail that arrived. */
export interface ReceivedMail extends ParsedMail {
  readonly id: number;
  readonly at: string;
  readonly to: readonly string[];
}

/** All mail that the bridge sent, whoever it was for; in memory, and only the latest. */
export interface Mailbox {
  receive(raw: Buffer, to: readonly string[]): void;
  /** Calls the listener after every mail. */
  onReceived(listener: () => void): void;
  /** @returns The newest first; of one broker or for one recipient where these are given. */
  list(filter?: MailFilter): readonly ReceivedMail[];
  find(id: number): ReceivedMail | undefined;
  clear(): void;
}

export interface MailFilter {
  readonly brokerName?: string | undefined;
  readonly to?: string | undefined;
}

const KEPT_MAILS = 200;

export function createMailbox(clock: Clock): Mailbox {
  let mails: readonly ReceivedMail[] = [];
  let lastId = 0;
  const listeners: (() => void)[] = [];
  return {
    receive(raw, to) {
      lastId += 1;
      const mail = { ...parseMail(raw), id: lastId, at: new Date(clock.nowMs()).toISOString(), to };
      mails = [mail, ...mails].slice(0, KEPT_MAILS);
      for (const listener of listeners) listener();
    },
    onReceived(listener) {
      listeners.push(listener);
    },
    list: ({ brokerName, to } = {}) =>
      mails.filter(
        (mail) =>
          (brokerName === undefined || mail.brokerName === brokerName) && (to === undefined || mail.to.includes(to)),
      ),
    find: (id) => mails.find((mail) => mail.id === id),
    clear() {
      mails = [];
    },
  };
}
