import type { IncomingMessage } from 'node:http';

/** How long an upload may take that was admitted: 15 MB over a slow line. */
export const UPLOAD_TIMEOUT_MS = 300_000;
/** How long it may bring nothing at all; somebody else may be waiting for its place in memory. */
export const UPLOAD_IDLE_MS = 12_000;

/** How often it is looked in that time. */
const LOOKS = 6;

export interface BodyTimes {
  /** For the whole body. */
  readonly timeoutMs: number;
  /** Between two parts of an upload that was admitted. */
  readonly uploadIdleMs: number;
}

interface Deadline {
  /** Counts anew, as for an upload. */
  allowUpload(): void;
}

const deadlines = new WeakMap<IncomingMessage, Deadline>();

/**
 * Sees to it that the body of a request is here in time. Node itself knows one limit for all requests, and that has to be
 * the one of uploads.
 *
 * @param onLate - Called when it is not, once.
 */
export function setBodyDeadline(
  request: IncomingMessage,
  { timeoutMs, uploadIdleMs }: BodyTimes,
  onLate: () => void,
): void {
  if (!announcesBody(request)) return;
  let timer = setTimeout(giveUp, timeoutMs);
  let idle: NodeJS.Timeout | undefined;
  request.once('close', stop);
  deadlines.set(request, {
    allowUpload() {
      stop();
      if (request.closed) return;
      timer = setTimeout(giveUp, UPLOAD_TIMEOUT_MS);
      watch(request.socket.bytesRead, 0);
    },
  });

  /** The bytes of the connection are counted, for to listen to those of the body would be to read it. */
  function watch(seenBytes: number, silentLooks: number): void {
    idle = setTimeout(() => {
      const { bytesRead } = request.socket;
      const silent = bytesRead === seenBytes ? silentLooks + 1 : 0;
      if (silent === LOOKS) giveUp();
      else watch(bytesRead, silent);
    }, uploadIdleMs / LOOKS);
  }

  function stop(): void {
    clearTimeout(timer);
    clearTimeout(idle);
  }

  function giveUp(): void {
    stop();
    if (!request.complete) onLate();
  }
}

/** Gives an upload, once it is known whose it is, the time that it needs, as long as it goes on. */
export function allowUploadTime(request: IncomingMessage): void {
  deadlines.get(request)?.allowUpload();
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
