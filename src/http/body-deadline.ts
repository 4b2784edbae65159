import type { IncomingMessage } from 'node:http';

/** How long an upload may take that was admitted: 15 MB over a slow line. */
export const UPLOAD_TIMEOUT_MS = 300_000;

interface Deadline {
  /** Counts anew, with another time. */
  reset(timeoutMs: number): void;
}

const deadlines = new WeakMap<IncomingMessage, Deadline>();

/**
 * Sees to it that the body of a request is here in time. Node itself knows one limit for all requests, and that has to be
 * the one of uploads.
 *
 * @param onLate - Called when it is not, once.
 */
export function setBodyDeadline(request: IncomingMessage, timeoutMs: number, onLate: () => void): void {
  if (!announcesBody(request)) return;
  let timer = setTimeout(giveUp, timeoutMs);
  request.once('close', () => clearTimeout(timer));
  deadlines.set(request, {
    reset(anotherMs) {
      clearTimeout(timer);
      if (!request.closed) timer = setTimeout(giveUp, anotherMs);
    },
  });

  function giveUp(): void {
    if (!request.complete) onLate();
  }
}

/** Gives an upload, once it is known whose it is, the time that it needs. */
export function allowUploadTime(request: IncomingMessage): void {
  deadlines.get(request)?.reset(UPLOAD_TIMEOUT_MS);
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
