import { withoutDependencies } from '../../../../scripts/without-dependencies.ts';
import type { AdminOperation } from '../../../../src/entrypoints/admin/admin-operation.ts';
import { allOperations, createOperations } from '../../../../src/entrypoints/admin/operations.ts';
import type { AdminInput } from './admin-sample.ts';
import { type Answer, type CallOptions, callApi } from './admin-stage.ts';

/** What is mounted, without anything behind it. */
export const OPERATIONS: readonly AdminOperation[] = allOperations(
  createOperations(withoutDependencies(), withoutDependencies()),
);

/** Makes the call of an operation. @param token - Empty for nobody. */
export function callOperation(
  url: string,
  token: string,
  { method, path }: AdminOperation,
  { params = {}, query = {}, body, ifMatch }: AdminInput,
  { headers, ...options }: Omit<CallOptions, 'body'> = {},
): Promise<Answer> {
  const address = path.replaceAll(/:(\w+)/g, (_parameter, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path}: the sample says no ${name}`);
    return encodeURIComponent(value);
  });
  const search = Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query)}`;
  return callApi(url, token, method, `${address}${search}`, {
    ...options,
    headers: { ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
}
