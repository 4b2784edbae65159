import { API_KEY_SCOPES, PUBLISHABLE_KEY_SCOPES } from '../../lib/api-key-scopes.ts';
import { faultOfIpEntry } from '../../lib/ip-list.ts';
import { isShownText } from '../../lib/is-shown-text.ts';
import type { ApiKey } from './api-key.ts';
import { requireApiKeyField } from './require-api-key-field.ts';

const MAX_NAME_LENGTH = 100;
const MAX_IP_ENTRIES = 100;

/**
 * Before a key is saved: whatever passes here can be served. What each setting is, is asked too, for it can come from a
 * file or a form.
 *
 * @throws `api_key_invalid_settings`, naming the field.
 */
export function checkApiKey({ kind, name, ...key }: ApiKey): void {
  requireApiKeyField(typeof name === 'string' && isShownText(name, MAX_NAME_LENGTH), 'name');
  requireApiKeyField(kind === 'secret' || kind === 'publishable', 'kind');
  checkScopes(kind, key.scopes);
  checkIpList(key.ipList);
  requireApiKeyField(typeof key.requiresSignature === 'boolean', 'requiresSignature');
  requireApiKeyField(
    !key.requiresSignature || kind === 'secret',
    'requiresSignature',
    'a publishable key signs nothing',
  );
}

function checkScopes(kind: ApiKey['kind'], scopes: ApiKey['scopes']): void {
  const isList = Array.isArray(scopes) && new Set(scopes).size === scopes.length;
  requireApiKeyField(isList && scopes.every((scope) => API_KEY_SCOPES.includes(scope)), 'scopes');
  requireApiKeyField(
    kind === 'secret' || scopes.every((scope) => PUBLISHABLE_KEY_SCOPES.includes(scope)),
    'scopes',
    `a publishable key may have ${PUBLISHABLE_KEY_SCOPES.join(', ')} only`,
  );
}

function checkIpList(ipList: readonly string[]): void {
  requireApiKeyField(Array.isArray(ipList), 'ipList');
  requireApiKeyField(ipList.length <= MAX_IP_ENTRIES, 'ipList', `it holds more than ${MAX_IP_ENTRIES} entries`);
  for (const [index, entry] of ipList.entries()) {
    const fault = faultOfIpEntry(entry);
    const reason = fault === undefined ? fault : `it ${fault}`;
    requireApiKeyField(fault === undefined, `ipList.${index}`, reason, `${JSON.stringify(entry)} ${fault}`);
  }
}
