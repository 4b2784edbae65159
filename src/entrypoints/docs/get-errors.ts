import { STATUS_CODES } from 'node:http';
import { ERROR_CATALOGUE } from '../../errors/catalogue.ts';
import type { RouteReply } from '../../http/route.ts';
import type { DocsDependencies } from './docs-dependencies.ts';
import { READ_POLICY } from './page-policy.ts';

/** Here `doc_url` leads: each code is an anchor. */
export function getErrors({ renderView, errorCodes }: DocsDependencies) {
  return (): RouteReply => {
    const errors = errorCodes.map((code) => {
      const { status, sentence, remedy } = ERROR_CATALOGUE[code];
      return { code, status, statusText: STATUS_CODES[status] ?? '', sentence, remedy };
    });
    return { kind: 'html', headers: READ_POLICY, body: renderView('errors', { title: 'Errors', errors }) };
  };
}
