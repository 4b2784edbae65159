import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { ERROR_CATALOGUE } from '../errors/catalogue.ts';
import { newRequestId } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { isUploading, superviseUploads, UPLOAD_IDLE_MS } from './upload-time.ts';

export interface HttpServerOptions {
  readonly limits: ServerOptions;
  /** For whole requests, but for uploads that were admitted. */
  readonly requestTimeoutMs: number;
  /** How long an upload that was admitted may bring nothing; some seconds when left out. */
  readonly uploadIdleMs?: number;
  readonly handler: RequestListener;
  readonly log: Logger;
}

/** A server whose own refusals, too, have a body, an id and a log line. An `Expect` header changes nothing. */
export function createHttpServer({ limits, handler, log, ...times }: HttpServerOptions): Server {
  const { requestTimeoutMs, uploadIdleMs = UPLOAD_IDLE_MS } = times;
  const server = createServer({ ...limits, requestTimeout: requestTimeoutMs });
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answering.set(request.socket, response);
    response.once('close', () => {
      if (answering.get(request.socket) === response) answering.delete(request.socket);
    });
  });
  server.on('request', handler);
  superviseUploads(server, uploadIdleMs, (connection) => {
    const late = Object.assign(new Error('The upload is late'), { code: LATE });
    server.emit('clientError', late, connection);
  });
  // Node itself would answer 417, which the contract has given another meaning.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Node has one limit for all requests, and says once that it is over.
    if (error.code === LATE && isUploading(socket)) return;
    // Behind the beginning of an answer, another one would pass for its rest.
    if (!socket.writable || answering.get(socket)?.headersSent) {
      socket.destroy();
      return;
    }
    const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
    const requestId = newRequestId();
    // Browsers open connections ahead of need.
    const saidNothing = 'bytesRead' in socket && socket.bytesRead === 0;
    if (!saidNothing) log.info({ requestId, status, code: error.code }, 'request that could not be read');
    socket.end(refusal(status, requestId), () => socket.destroy());
  });
  return server;
}

const LATE = 'ERR_HTTP_REQUEST_TIMEOUT';

/** Of what Node's parser and its time-outs say. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  [LATE]: 408,
};

function refusal(status: number, requestId: string): string {
  const error = STATUS_CODES[status] ?? 'Error';
  const body = JSON.stringify({
    error,
    message: ERROR_CATALOGUE.malformed_request.sentence,
    code: 'MALFORMED_REQUEST',
  });
  const headers = {
    ...SECURITY_HEADERS,
    'cache-control': 'no-store',
    'x-request-id': requestId,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${error}\r\n${lines.join('')}\r\n${body}`;
}
