import type { Redis } from 'ioredis';

/**
 * Has a connection send together what is asked of it in one turn of the event loop: many small writes cost more than the
 * commands in them. The commands themselves stay apart, each with its own answer.
 */
export function gatherWrites(client: Redis): void {
  client.on('connect', () => {
    const { stream } = client;
    const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
    stream.write = (...given: unknown[]) => {
      if (stream.writableCorked === 0) {
        stream.cork();
        setImmediate(() => stream.uncork());
      }
      return write(...given);
    };
  });
}
