import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** How long an upload may take that was admitted: 15 MB over a slow line. */
const UPLOAD_TIMEOUT_MS = 300_000;
/** How long it may bring nothing at all; somebody else may be waiting for its place in memory. */
export const UPLOAD_IDLE_MS = 12_000;

/** How often it is looked in that time. */
const LOOKS = 6;

interface Supervision {
  readonly idleMs: number;
  readonly giveUp: () => void;
}

const supervisions = new WeakMap<Duplex, Supervision>();
const uploads = new WeakMap<Duplex, IncomingMessage>();

/**
 * Gets a server ready for uploads, which may take longer than all other requests.
 *
 * @param giveUp - Called, once, with the connection of an upload that is late.
 */
export function superviseUploads(server: Server, idleMs: number, giveUp: (connection: Duplex) => void): void {
  server.on('connection', (connection) => {
    supervisions.set(connection, { idleMs, giveUp: () => giveUp(connection) });
  });
}

/** Whether an admitted upload comes in on a connection, so that the limit of other requests does not concern it. */
export function isUploading(connection: Duplex): boolean {
  const request = uploads.get(connection);
  return request !== undefined && !request.complete && !request.closed;
}

/** Gives an upload, once it is known whose it is, the time that it needs, as long as it goes on. */
export function allowUploadTime(request: IncomingMessage): void {
  const { socket } = request;
  const supervision = supervisions.get(socket);
  if (!supervision || request.closed) return;
  const { idleMs } = supervision;
  uploads.set(socket, request);
  const whole = setTimeout(giveUp, UPLOAD_TIMEOUT_MS);
  let idle: NodeJS.Timeout | undefined;
  request.once('close', stop);
  watch(socket.bytesRead, 0);

  /** The bytes of the connection are counted, for to listen to those of the body would be to read it. */
  function watch(seenBytes: number, silentLooks: number): void {
    idle = setTimeout(() => {
      const { bytesRead } = socket;
      const silent = bytesRead === seenBytes ? silentLooks + 1 : 0;
      if (silent === LOOKS) giveUp();
      else watch(bytesRead, silent);
    }, idleMs / LOOKS);
  }

  function stop(): void {
    clearTimeout(whole);
    clearTimeout(idle);
    uploads.delete(socket);
  }

  function giveUp(): void {
    const isLate = !request.complete;
    stop();
    if (isLate) supervision?.giveUp();
  }
}
