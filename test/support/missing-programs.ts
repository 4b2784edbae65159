import { spawnSync } from 'node:child_process';
import { skipUnlessRequired } from './skip-unless-required.ts';

/** For the `skip` of a suite: which of these programs this machine lacks, or `false`. */
export function missingPrograms(names: readonly string[]): string | false {
  const missing = names.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
  return skipUnlessRequired(missing.length > 0 ? `${missing.join(', ')} is not installed` : false);
}
