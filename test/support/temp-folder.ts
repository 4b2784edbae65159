import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();
process.on('exit', () => {
  for (const folder of folders) removeFolder(folder);
});

/** A folder of its own for a test; removed on demand, and at the latest when the process ends. */
export function makeTempFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'drawbridge-test-'));
  folders.add(path);
  return {
    path,
    remove() {
      folders.delete(path);
      removeFolder(path);
    },
  };
}

function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
