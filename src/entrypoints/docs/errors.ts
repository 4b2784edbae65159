import type { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../errors/catalogue.ts';
import type { RouteReply } from '../../http/route.ts';

/** Every code as it stands in the catalogue. */
export function renderDocsError(error: BridgeError): RouteReply {
  const { status, sentence, remedy } = ERROR_CATALOGUE[error.code];
  return { kind: 'json', status, body: { code: error.code, message: sentence, remedy } };
}
