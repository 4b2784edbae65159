import type { Request } from 'express';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { AccessPurpose } from '../../domain/privacy-log/privacy-entry.ts';
import type { PrivacyLog } from '../../domain/privacy-log/privacy-log.ts';
import { BridgeError } from '../../errors/bridge-error.ts';

type PresentedHeader = Parameters<PrivacyLog['parsePurpose']>[1]['principal'];

/** Two families of names say the same; what is missing is asked for by the neutral one. */
const PRINCIPAL = ['X-Data-Access-Principal', 'LMG-Data-Privacy-Access-Principal'] as const;
const JUSTIFICATION = ['X-Data-Access-Justification', 'LMG-Data-Privacy-Access-Justification'] as const;

/** @throws `privacy_header_missing`, `privacy_header_invalid`, `privacy_placeholder_refused`, `malformed_request` */
export function readPrivacyHeaders(privacyLog: PrivacyLog, broker: Broker, request: Request): AccessPurpose {
  return privacyLog.parsePurpose(broker, {
    principal: readEither(request, PRINCIPAL),
    justification: readEither(request, JUSTIFICATION),
  });
}

function readEither(request: Request, names: readonly [string, string]): PresentedHeader {
  const given = names.map((name) => ({ name, value: request.get(name) })).filter(({ value }) => value !== undefined);
  const [first = { name: names[0], value: undefined }, second] = given;
  if (second && second.value !== first.value) {
    throw new BridgeError('malformed_request', { field: second.name, detail: 'given twice, and differs' });
  }
  return first;
}
