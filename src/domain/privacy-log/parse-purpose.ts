import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessPurpose } from './privacy-entry.ts';

/** A header of a call, and under which name the caller knows it. */
export interface PresentedHeader {
  readonly name: string;
  readonly value: string | undefined;
}

/** Who and why, as a call says it. */
export interface PresentedPurpose {
  readonly principal: PresentedHeader;
  readonly justification: PresentedHeader;
}

const MAX_PRINCIPAL_LENGTH = 200;
/** The reference may be the address of a ticket. */
const MAX_JUSTIFICATION_LENGTH = 500;

/** ASCII that can be seen. A space would let two headers of one name pass for one, for they come joined by `, `. */
const VISIBLE = /^[\x21-\x7e]+$/;
/** Each half says something; the second one may hold more hyphens. */
const TWO_HALVES = /^[^-]*[A-Za-z0-9][^-]*-.*[A-Za-z0-9]/;
const SEPARATORS = /[-_.:]+/;
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  ...['none', 'test', 'placeholder', 'dummy', 'example', 'unknown', 'null', 'undefined', 'n/a'],
]);

/**
 * @throws `privacy_header_missing`, `privacy_header_invalid`, `privacy_placeholder_refused`, each with the name of the
 *   header as the field
 */
export function parsePurpose({ privacy }: Pick<Broker, 'privacy'>, presented: PresentedPurpose): AccessPurpose {
  const { allowPlaceholders } = privacy;
  return {
    principal: parseHeader(presented.principal, MAX_PRINCIPAL_LENGTH, allowPlaceholders),
    justification: parseHeader(presented.justification, MAX_JUSTIFICATION_LENGTH, allowPlaceholders),
  };
}

function parseHeader(header: PresentedHeader, maxLength: number, allowPlaceholders: boolean): string {
  const { name: field, value = '' } = header;
  if (value.trim() === '') throw new BridgeError('privacy_header_missing', { field });
  if (value.length > maxLength || !VISIBLE.test(value)) throw new BridgeError('privacy_header_invalid', { field });
  if (isPlaceholder(value)) {
    if (allowPlaceholders) return value;
    throw new BridgeError('privacy_placeholder_refused', { field });
  }
  if (!TWO_HALVES.test(value)) throw new BridgeError('privacy_header_invalid', { field });
  return value;
}

/** Whether a value says nothing, as `none`, `Test` and `none-none` do; `market_data-none` says something. */
function isPlaceholder(value: string): boolean {
  const words = value.toLowerCase().split(SEPARATORS).filter(Boolean);
  return words.length > 0 && words.every((word) => PLACEHOLDERS.has(word));
}
