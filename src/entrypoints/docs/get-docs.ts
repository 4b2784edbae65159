import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteReply } from '../../http/route.ts';
import type { DocsDependencies } from './docs-dependencies.ts';
import { READ_POLICY } from './page-policy.ts';
import { type Sample, STEP_SAMPLES } from './samples.ts';

export function getDocs({ renderView, apis, publicUrl, samplesFolder }: DocsDependencies) {
  const withSource = (sample: Sample) => ({
    ...sample,
    source: readFileSync(join(samplesFolder, sample.file), 'utf8'),
  });
  let body: string | undefined;
  return (): RouteReply => {
    body ??= renderView('index', {
      title: 'For developers',
      apis: apis.map(({ name, document }) => ({ name, ...document().info })),
      publicUrl,
      subscribe: withSource(STEP_SAMPLES.subscribe),
      receive: withSource(STEP_SAMPLES.receive),
      createTrader: withSource(STEP_SAMPLES.createTrader),
      useClient: withSource(STEP_SAMPLES.useClient),
    });
    return { kind: 'html', headers: READ_POLICY, body };
  };
}
