import { newRecordId } from '../../lib/ids.ts';
import type { Letter } from './letter.ts';
import type { MailDependencies } from './mail-dependencies.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** Whatever the letter, this is one write. */
export async function postLetter({ outbox, keyRing, clock }: MailDependencies, letter: Letter): Promise<void> {
  const nowMs = clock.nowMs();
  const { brokerName, kind } = letter;
  const id = newRecordId(nowMs);
  const sealedLetter = keyRing.seal(JSON.stringify(letter), sealContext({ brokerName, id }));
  await outbox.add({ id, brokerName, kind, sealedLetter, failures: 0, createdAtMs: nowMs });
}

/** What a sealed letter is bound to. */
export function sealContext({ brokerName, id }: Pick<OutboxEntry, 'brokerName' | 'id'>): string {
  return `letter/${brokerName}/${id}`;
}
