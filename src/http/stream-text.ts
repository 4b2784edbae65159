import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '../lib/logger.ts';

const CHUNK_LENGTH = 64 * 1024;

/**
 * Waits for the beginning of a text, so that what fails there is answered like any other failure: afterwards the status is
 * said, and all that can be done is to break off.
 */
export async function beginText(pieces: AsyncIterable<string>): Promise<AsyncIterable<string>> {
  const chunks = chunksOf(pieces);
  const first = await chunks.next();
  return continued(first, chunks);
}

/** Sends a text as the reader takes it; who cannot be told of a failure any more finds the answer cut off. */
export function streamText(response: ServerResponse, text: AsyncIterable<string>, log: Logger): void {
  pipeline(Readable.from(text), response).catch((error: unknown) => {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!isGone) log.warn({ err: error }, 'an answer was broken off');
  });
}

/** Lines are short, and each piece is a write of its own. */
async function* chunksOf(pieces: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

async function* continued(
  first: IteratorResult<string, void>,
  others: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  if (first.done) return;
  yield first.value;
  yield* others;
}
