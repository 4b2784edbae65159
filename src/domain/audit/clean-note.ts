import type { JsonValue } from '../../lib/json-value.ts';
import { redact } from '../../lib/redact.ts';
import type { AuditActor, AuditNote } from './audit-entry.ts';
import { shortText } from './short-text.ts';
import { toJson } from './to-json.ts';

/** An index does not take what is much longer. */
const MAX_NAME_LENGTH = 300;

/**
 * A note as it can be kept. The change is made by then, so nothing of it is a reason to refuse the entry: what would not
 * come back from the store as it was written is made so that it does, and what looks like a secret is masked.
 */
export function cleanNote({
  actor,
  address,
  requestId,
  action,
  target,
  changes,
  reason,
  brokerName,
}: AuditNote): AuditNote {
  return {
    brokerName,
    actor: cleanActor(actor),
    address: address === null ? null : cleanName(address),
    requestId: requestId === null ? null : cleanName(requestId),
    action: cleanName(action),
    target: { type: cleanName(target.type), id: cleanName(target.id) },
    changes: changes.map(({ field, before, after }) => ({
      field: cleanText(field),
      before: cleanValue(toJson(before)),
      after: cleanValue(toJson(after)),
    })),
    reason: reason === null ? null : cleanText(reason),
  };
}

function cleanActor(actor: AuditActor): AuditActor {
  if (actor.kind === 'staff') return { ...actor, id: cleanName(actor.id), email: cleanName(actor.email) };
  return actor.kind === 'command-line' ? { ...actor, name: cleanName(actor.name) } : actor;
}

function cleanName(text: string): string {
  return cleanText(text, MAX_NAME_LENGTH);
}

function cleanValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return cleanText(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(cleanValue);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [cleanText(name), cleanValue(part)]));
}

/** No store keeps a NUL or half a character. */
function cleanText(text: string, maxLength?: number): string {
  return shortText(withoutSecrets(text.toWellFormed().replaceAll('\u0000', '\ufffd')), maxLength);
}

/** `?token={otToken}` in a template is no secret, but the place for one. */
function withoutSecrets(text: string): string {
  const withoutPlaces = text.replaceAll(/=\{\w+\}/g, '=');
  return redact(withoutPlaces) === withoutPlaces ? text : redact(text);
}
