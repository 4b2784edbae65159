import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A connection that says exactly what the test wants, at the pace that it wants. */
export interface RawConnection {
  send(text: string): void;
  /** Sends one character after the other until all are sent or the other side has enough. */
  drip(text: string, everyMs: number): Promise<void>;
  /** @returns Everything that was received, once the other side has closed. */
  untilClosed(): Promise<string>;
  /** @returns What was received so far, once it holds these words. */
  untilReceived(words: string): Promise<string>;
  isClosed(): boolean;
  destroy(): void;
}

export async function openRawConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString();
  });
  // A reset is as good an end as any.
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));

  return {
    send: (text) => void socket.write(text),
    async drip(text, everyMs) {
      for (const character of text) {
        if (!socket.writable) return;
        socket.write(character);
        await delay(everyMs);
      }
    },
    async untilClosed() {
      await closed;
      return received;
    },
    async untilReceived(words) {
      while (!received.includes(words) && !socket.closed) await delay(5);
      return received;
    },
    isClosed: () => socket.closed,
    destroy: () => void socket.destroy(),
  };
}
