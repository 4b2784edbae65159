import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Answer } from '../../support/platform-caller.ts';

export interface RawRequest {
  readonly method?: string;
  /** Sent as it is: the target of the request line, with its query. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

/** Sends what `fetch` would refuse or correct: any target, any header (`Host` too), any bytes. */
export async function sendRaw(url: string, { method = 'POST', target, headers, body = '{}' }: RawRequest) {
  const { hostname, port } = new URL(url);
  const length = method === 'GET' || method === 'HEAD' ? {} : { 'Content-Length': `${Buffer.byteLength(body)}` };
  const outgoing = request({
    method,
    hostname,
    port,
    path: target,
    headers: { 'Content-Type': 'application/json', ...length, ...headers },
  });
  const answer = new Promise<Answer>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const headersOf = Object.entries(response.headers).map(([name, value]): [string, string] => [name, `${value}`]);
      const isJson = response.headers['content-type']?.startsWith('application/json') ?? false;
      text(response).then((read) => {
        const parsed = isJson && read !== '' ? JSON.parse(read) : {};
        resolve({ status: response.statusCode ?? 0, headers: new Headers(headersOf), body: parsed, text: read });
      }, reject);
    });
  });
  outgoing.end('Content-Length' in length ? body : undefined);
  return answer;
}
