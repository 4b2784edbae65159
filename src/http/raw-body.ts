import type { IncomingMessage } from 'node:http';

/** Kept only for routes whose bodies are signed, for a signature covers bytes. */
const bodies = new WeakMap<object, Buffer>();

/** For the `verify` of a body parser. */
export function keepRawBody(request: IncomingMessage, body: Buffer): void {
  bodies.set(request, body);
}

/** @returns The bytes of a `signed-json` body; empty when there is none. */
export function rawBodyOf(request: IncomingMessage): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0);
}
