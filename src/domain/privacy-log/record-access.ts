import { BridgeError } from '../../errors/bridge-error.ts';
import type { AppendAll } from '../../lib/gather-appends.ts';
import type { Broker } from '../brokers/broker.ts';
import type { PrivacyAccess, PrivacyEntry, PrivacyEntryContent } from './privacy-entry.ts';

/**
 * Writes one entry a person, all of them or none. Where there is no person there is nothing to write.
 *
 * @throws `store_unavailable`; `parameter_invalid` for a text that cannot be kept exactly.
 */
export async function recordAccess(
  append: AppendAll<PrivacyEntryContent, PrivacyEntry>,
  { brokerName }: Pick<Broker, 'brokerName'>,
  { personIds, ...access }: PrivacyAccess,
  atMs: number,
): Promise<void> {
  const { apiKeyId, principal, justification, resource, operation, fields, requestId } = access;
  const shared = { atMs, apiKeyId, principal, justification, resource, operation, fields: [...fields], requestId };
  const single = Object.entries({ apiKeyId, principal, justification, resource, operation, requestId });
  const listed = Object.entries({ personIds, fields }).flatMap(([name, texts]) => texts.map((text) => [name, text]));
  for (const [field = '', text = ''] of [...single, ...listed]) requireExact(field, text);
  const persons = [...new Set(personIds)];
  if (persons.length === 0) return;
  await append(
    brokerName,
    persons.map((personId) => ({ ...shared, personId })),
  );
}

/** A NUL or half a character would come back from the store as another text, and the entry would look altered. */
function requireExact(field: string, text: string): void {
  if (!text.isWellFormed() || text.includes('\u0000')) throw new BridgeError('parameter_invalid', { field });
}
