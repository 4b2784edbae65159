import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const LOOK_EVERY_MS = 100;

/**
 * Prepares the end of a server; to be called before it listens.
 *
 * @param patienceMs - How long requests in flight may take to finish.
 * @returns A function that refuses new connections at once, closes idle ones as they become so, and answers when all
 *   are closed. What is not finished in time is cut off.
 */
export function closeServer(server: Server, patienceMs: number): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  /** Browsers open connections ahead of need; for Node one that never said anything is not idle. */
  function closeIdle(): void {
    server.closeIdleConnections();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  return () => {
    const looking = setInterval(closeIdle, LOOK_EVERY_MS);
    const force = setTimeout(() => server.closeAllConnections(), patienceMs);
    return new Promise((resolve) => {
      server.close(() => {
        clearInterval(looking);
        clearTimeout(force);
        resolve();
      });
    });
  };
}
