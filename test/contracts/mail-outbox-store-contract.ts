import type { OutboxEntry } from '../../src/domain/mail/outbox-entry.ts';
import type { RecordContractOptions } from './opened-records.ts';
import { NOW_MS, type OutboxUnderTest, outboxContract } from './outbox-contract.ts';

const MAIL_OUTBOX: OutboxUnderTest<OutboxEntry> = {
  name: 'the mail outbox',
  of: ({ mailOutbox }) => mailOutbox,
  add: ({ mailOutbox }, entry) => mailOutbox.add(entry),
  sample(id, brokerName = 'main') {
    const sealedLetter = `main.nonce.${id}.tag`;
    return { id, brokerName, kind: 'welcome', sealedLetter, failures: 0, createdAtMs: NOW_MS };
  },
};

/** What every outbox of letters must do. */
export function mailOutboxStoreContract(engine: string, options: RecordContractOptions): void {
  outboxContract(MAIL_OUTBOX, engine, options);
}
