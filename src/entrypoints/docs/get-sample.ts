import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteReply } from '../../http/route.ts';
import type { DocsDependencies } from './docs-dependencies.ts';

/** A program or its values as they lie in the folder, to be fetched with curl. */
export function getSample({ samplesFolder }: DocsDependencies, file: string) {
  const contentType = file.endsWith('.json') ? 'application/json' : 'text/plain; charset=utf-8';
  let body: string | undefined;
  return (): RouteReply => {
    body ??= readFileSync(join(samplesFolder, file), 'utf8');
    return { kind: 'text', contentType, body };
  };
}
