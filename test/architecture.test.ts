import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { readArchitecture } from './support/read-architecture.ts';

const PROJECT = join(import.meta.dirname, '..');
const SOURCE = join(PROJECT, 'src');
const MAX_LINES = 300;
/** How a file begins that `npm run docs` writes, and `npm run check` compares. */
const GENERATED = '/** Made from';
const FORBIDDEN_FOLDERS = ['utils', 'helpers', 'common', 'misc', 'services', 'managers'];

interface SourceFile {
  /** Below `src/`. */
  readonly path: string;
  readonly text: string;
  /** Paths below `src/` that it imports. */
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map(readSource);
const byPath = new Map(files.map((file) => [file.path, file]));
const { layers, contexts, homes } = readArchitecture(readFileSync(join(PROJECT, 'ARCHITECTURE.md'), 'utf8'));

function readSource(path: string): SourceFile {
  const text = readFileSync(join(SOURCE, path), 'utf8');
  const specifiers = [...text.matchAll(/(?:^|\n)(?:import|export)\b[^'";]*?from '([^']+)'|\bimport\('([^']+)'\)/g)];
  const targets = specifiers.map((match) => match[1] ?? match[2] ?? '');
  const isOurs = (target: string) => target.startsWith('.');
  return {
    path,
    text,
    imports: targets.filter(isOurs).map((target) => relative(SOURCE, join(SOURCE, dirname(path), target))),
    packages: targets.filter((target) => !isOurs(target)).map(packageOf),
  };
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** `domain/users/sign-in.ts` → `domain/users`; `app.ts` → `app.ts`; `lib/clock.ts` → `lib`. */
function unitOf(path: string): string {
  const parts = path.split('/');
  return parts.slice(0, parts[0] === 'domain' || parts[0] === 'entrypoints' ? 2 : 1).join('/');
}

function layerOf(path: string): string {
  const unit = unitOf(path);
  return unit.includes('/') ? `${unit.split('/')[0]}/*` : unit;
}

function holdsTypesOnly(path: string): boolean {
  return !/(^|\n)export (async )?(function|const|class|let)\b/.test(byPath.get(path)?.text ?? '');
}

function isFace(path: string): boolean {
  return basename(path, '.ts') === basename(dirname(path));
}

function mayImport(from: string, to: string): boolean {
  if (unitOf(from) === unitOf(to)) return true;
  const rule = layers.get(layerOf(from));
  if (!rule) return false;
  if (rule.includes('everything') || rule.includes(unitOf(to))) return true;
  if (!to.startsWith('domain/')) return false;
  const reachable = holdsTypesOnly(to) || (isFace(to) && !rule.includes('types of domain'));
  return reachable && (rule.includes('domain') || isToTheLeft(from, to, rule));
}

function isToTheLeft(from: string, to: string, rule: readonly string[]): boolean {
  if (!rule.includes('faces to its left')) return false;
  const rankOf = (path: string) => contexts.findIndex((rank) => rank.includes(path.split('/')[1] ?? ''));
  return rankOf(to) >= 0 && rankOf(to) < rankOf(from);
}

describe('the architecture', () => {
  test('every folder of src stands in the import table', () => {
    const unknown = files.map(({ path }) => layerOf(path)).filter((layer) => !layers.has(layer));
    assert.deepEqual([...new Set(unknown)], []);
  });

  test('every import is allowed by the table in ARCHITECTURE.md', () => {
    const faults = files.flatMap(({ path, imports }) =>
      imports.filter((to) => !mayImport(path, to)).map((to) => `${path} imports ${to}`),
    );
    assert.deepEqual(faults, []);
  });

  test('every import leads to a file', () => {
    const faults = files.flatMap(({ imports }) => imports.filter((to) => !existsSync(join(SOURCE, to))));
    assert.deepEqual(faults, []);
  });

  test('every package is used in its home alone', () => {
    const allowed = (path: string, name: string) => {
      if (name.startsWith('node:') && !homes.has(name)) return true;
      return homes.get(name)?.some((home) => path.startsWith(`${home}/`) || path === home || basename(path) === home);
    };
    const faults = files.flatMap(({ path, packages }) =>
      packages.filter((name) => !allowed(path, name)).map((name) => `${path} uses ${name}`),
    );
    assert.deepEqual(faults, []);
  });

  test('every package of the table is a dependency, and every dependency is in the table', () => {
    const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
    const inTable = [...homes.keys()].filter((name) => !name.startsWith('node:')).sort();
    assert.deepEqual(inTable, Object.keys(manifest.dependencies).sort());
  });

  test('no import leads back to where it came from', () => {
    assert.deepEqual(findCycles(), []);
  });

  test('there are no default exports and no barrels', () => {
    const faults = files.filter(({ text }) => /(^|\n)export (default\b|\* from|\{[^}]*\} from)/.test(text));
    assert.deepEqual(
      faults.map(({ path }) => path),
      [],
    );
  });

  test('names are kebab-case, and no folder is a drawer', () => {
    const faults = files.filter(({ path }) => {
      const parts = path.split('/');
      return parts.some((part) => !/^[a-z0-9-]+(\.ts)?$/.test(part) || FORBIDDEN_FOLDERS.includes(part));
    });
    assert.deepEqual(
      faults.map(({ path }) => path),
      [],
    );
  });

  test(`no file that is written by hand is longer than ${MAX_LINES} lines`, () => {
    const byHand = files.filter(({ text }) => !text.startsWith(GENERATED));
    const faults = byHand.filter(({ text }) => text.split('\n').length > MAX_LINES);
    assert.deepEqual(
      faults.map(({ path }) => path),
      [],
    );
  });
});

/** @returns One line for each cycle, as `a → b → a`. */
function findCycles(): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  function visit(path: string, trail: readonly string[]): void {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const to of byPath.get(path)?.imports ?? []) visit(to, [...trail, path]);
    done.add(path);
  }
  for (const { path } of files) visit(path, []);
  return cycles;
}
