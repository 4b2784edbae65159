import type { Request, Response } from 'express';
import type { Logger } from '../lib/logger.ts';

/** What the bridge knows of one request while it answers it. */
export interface RequestContext {
  readonly requestId: string;
  readonly request: Request;
  /** The caller's address; from a proxy's header only where the proxy is trusted. */
  readonly address: string;
  /** The broker named by the path prefix `/b/{brokerName}`. */
  pathBrokerName: string | undefined;
  /** The broker that was identified; empty until then. For logs and metrics. */
  brokerName: string;
  /** The path as the route table writes it; empty when nothing matched. For logs and metrics. */
  route: string;
  /** The code of the error that was answered, if any. */
  errorCode: string;
  /** Headers of whatever is answered, an error too. */
  readonly headers: Record<string, string>;
  readonly log: Logger;
}

type ContextLocals = { drawbridge?: RequestContext };

export function setRequestContext(response: Response, context: RequestContext): void {
  (response.locals as ContextLocals).drawbridge = context;
}

export function requestContextOf(response: Response): RequestContext {
  const context = (response.locals as ContextLocals).drawbridge;
  if (!context) throw new Error('The request passed no begin-request middleware');
  return context;
}
