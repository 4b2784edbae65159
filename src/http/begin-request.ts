import type { Request, RequestHandler } from 'express';
import { newRequestId } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import type { Metrics } from './metrics.ts';
import { type RequestContext, setRequestContext } from './request-context.ts';

export interface BeginRequestDependencies {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Whether the process has begun to stop; connections are then closed once answered. */
  readonly isStopping: () => boolean;
}

/**
 * The first thing that every request passes: gives it an id, takes the prefix `/b/{brokerName}` off its address, and
 * writes one log line and one observation when it is over. Neither ever holds a query string. Says once when a proxy
 * seems to be there that it is not told of.
 */
export function beginRequest({ log, metrics, isStopping }: BeginRequestDependencies): RequestHandler {
  let hasWarned = false;

  function warnOfProxy(request: Request): void {
    if (hasWarned || request.headers['x-forwarded-for'] === undefined || comesFromTrustedProxy(request)) return;
    hasWarned = true;
    log.warn(
      { peer: request.socket.remoteAddress },
      'X-Forwarded-For came from a peer that TRUSTED_PROXIES does not name; all who come through it count as one address',
    );
  }

  return (request, response, next) => {
    warnOfProxy(request);
    const prefix = takeBrokerPrefix(request.url);
    if (prefix) request.url = prefix.rest;
    const context: RequestContext = {
      requestId: newRequestId(),
      request,
      address: request.ip ?? '',
      pathBrokerName: prefix?.brokerName,
      brokerName: '',
      route: '',
      errorCode: '',
      headers: {},
      log,
    };
    const startedAt = performance.now();
    setRequestContext(response, context);
    if (isStopping()) response.setHeader('Connection', 'close');
    response.once('close', () => {
      const seconds = (performance.now() - startedAt) / 1000;
      const status = response.writableEnded ? response.statusCode : 499;
      metrics.requestAnswered({ route: context.route, brokerName: context.brokerName, status, seconds });
      log.info(lineOf(context, status, seconds), 'request');
    });
    next();
  };
}

function lineOf(context: RequestContext, status: number, seconds: number): object {
  return {
    requestId: context.requestId,
    broker: context.brokerName,
    method: context.request.method,
    route: context.route,
    status,
    ms: Math.round(seconds * 100_000) / 100,
    address: context.address,
    ...(context.errorCode === '' ? {} : { code: context.errorCode }),
  };
}

function comesFromTrustedProxy(request: Request): boolean {
  const isTrusted: (address: string | undefined, hops: number) => boolean = request.app.get('trust proxy fn');
  return isTrusted(request.socket.remoteAddress, 0);
}

const PREFIX = '/b/';

function takeBrokerPrefix(url: string): { brokerName: string; rest: string } | undefined {
  if (!url.startsWith(PREFIX)) return undefined;
  const length = url.slice(PREFIX.length).search(/[/?]/);
  if (length < 0) return { brokerName: decodeName(url.slice(PREFIX.length)), rest: '/' };
  const end = PREFIX.length + length;
  const rest = url.slice(end);
  return { brokerName: decodeName(url.slice(PREFIX.length, end)), rest: rest.startsWith('/') ? rest : `/${rest}` };
}

/** A name that cannot be decoded stays as it is, so that identification refuses it. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
