import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runProgram } from '../support/run-cli.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const SCRIPT = join(PROJECT_FOLDER, 'scripts/check-links.ts');

/** Looks at a project of these documents. */
async function check(documents: Readonly<Record<string, string>>) {
  const folder = makeTempFolder();
  mkdirSync(join(folder.path, 'docs/adr'), { recursive: true });
  for (const [path, text] of Object.entries(documents)) writeFileSync(join(folder.path, path), text);
  const outcome = await runProgram(process.execPath, [SCRIPT, folder.path]);
  folder.remove();
  return outcome;
}

describe('the check of the documents’ links', { concurrency: 2 }, () => {
  test('names every link and every image that leads nowhere', async () => {
    const { exitCode, stdout } = await check({
      'README.md': '![Shot](docs/images/a.png)\n[Guide](docs/guide.md#part) <img src="docs/b.png"> [Out](../secret.md)',
      'docs/guide.md': '[Back](../README.md) [Gone](gone.md "A title")\n\n[named]: other.md',
      'docs/adr/0001-x.md': '[Guide](../guide.md) [Wrong](guide.md)',
    });
    assert.equal(exitCode, 1);
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      'README.md leads to docs/images/a.png, which is not there',
      'README.md leads to ../secret.md, which is not there',
      'README.md leads to docs/b.png, which is not there',
      'docs/adr/0001-x.md leads to guide.md, which is not there',
      'docs/guide.md leads to gone.md, which is not there',
      'docs/guide.md leads to other.md, which is not there',
    ]);
  });

  test('passes links that are there, other sites, places on the page, and examples of code', async () => {
    const { exitCode, stdout } = await check({
      'README.md':
        '[a](docs/guide.md) <https://x.example> [b](https://x.example/y.png) [c](mailto:a@b.example) [d](#part)',
      'docs/guide.md': '`[a](gone.md)`\n\n```\n![b](gone.png)\n```\n',
    });
    assert.deepEqual([exitCode, stdout], [0, '']);
  });

  test('finds nothing to mend in this project', async () => {
    const { exitCode, stdout } = await runProgram(process.execPath, [SCRIPT]);
    assert.deepEqual([exitCode, stdout], [0, '']);
  });
});
