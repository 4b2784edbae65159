import type { PrivacyEntry } from './privacy-entry.ts';
import type { PrivacyLogStore, PrivacySpan } from './privacy-log-store.ts';

const BATCH_SIZE = 500;

/** Every entry of a span, the oldest first; never more than a batch of them in memory. */
export async function* readEntries(
  store: Pick<PrivacyLogStore, 'read'>,
  brokerName: string,
  { personId, until }: Pick<PrivacySpan, 'personId' | 'until'>,
): AsyncGenerator<PrivacyEntry, void, undefined> {
  let after = 0;
  for (;;) {
    const batch = await store.read(brokerName, { personId, after, until, limit: BATCH_SIZE });
    yield* batch;
    if (batch.length < BATCH_SIZE) return;
    after = batch.at(-1)?.sequence ?? until;
  }
}
