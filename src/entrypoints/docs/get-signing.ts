import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteReply } from '../../http/route.ts';
import type { DocsDependencies } from './docs-dependencies.ts';
import { READ_POLICY } from './page-policy.ts';

/** Tests run each of them against the vectors. */
const SAMPLES = [
  { language: 'Shell', needs: 'curl and openssl', file: 'sign-request.sh' },
  { language: 'JavaScript', needs: 'Node 18 or later', file: 'sign-request.mjs' },
  { language: 'Python', needs: 'Python 3', file: 'sign-request.py' },
  { language: 'PHP', needs: 'PHP 7 or later', file: 'sign-request.php' },
  { language: 'Ruby', needs: 'Ruby 2.7 or later', file: 'sign-request.rb' },
] as const;

export function getSigning({ renderView, samplesFolder }: DocsDependencies) {
  const read = (file: string) => readFileSync(join(samplesFolder, file), 'utf8');
  let body: string | undefined;
  return (): RouteReply => {
    body ??= renderView('signing', {
      title: 'Signed requests',
      samples: SAMPLES.map((sample) => ({ ...sample, source: read(sample.file) })),
      vectors: JSON.parse(read('signature-vectors.json')).vectors,
    });
    return { kind: 'html', headers: READ_POLICY, body };
  };
}
