import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteReply } from '../../http/route.ts';
import type { DocsDependencies } from './docs-dependencies.ts';
import { READ_POLICY } from './page-policy.ts';
import { SIGNING_SAMPLES, VECTORS_FILE } from './samples.ts';

export function getSigning({ renderView, samplesFolder }: DocsDependencies) {
  const read = (file: string) => readFileSync(join(samplesFolder, file), 'utf8');
  let body: string | undefined;
  return (): RouteReply => {
    body ??= renderView('signing', {
      title: 'Signed requests',
      samples: SIGNING_SAMPLES.map((sample) => ({ ...sample, source: read(sample.file) })),
      vectors: JSON.parse(read(VECTORS_FILE)).vectors,
    });
    return { kind: 'html', headers: READ_POLICY, body };
  };
}
