import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type RequestHandler, Router } from 'express';
import { setSecurityHeaders } from '../../../http/security-headers.ts';

/** Styles and scripts of the console, ours and those of packages; all of them under one version. */
export interface ConsoleAssets {
  /** @throws When there is no such file: a template is wrong. */
  address(name: string): string;
  readonly router: Router;
}

const FOLDER = '/admin/assets';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** What of the packages is served: name → package, and the file beside what the package resolves to. */
const PACKAGE_FILES = {
  'htmx.js': ['htmx.org', './htmx.min.js'],
  'uplot.js': ['uplot', './uPlot.iife.min.js'],
  'simplewebauthn.js': ['@simplewebauthn/browser', '../dist/bundle/index.umd.min.js'],
} as const;

/** In this order they are one style sheet. */
const STYLES = [
  'tokens',
  'base',
  'layout',
  'forms',
  'tables',
  'badges',
  'pieces',
  'steps',
  'preview',
  'charts',
  'sign-in',
  'account',
  'layout-wide',
];

interface Asset {
  readonly contentType: string;
  readonly body: Buffer;
  readonly compressed: Buffer;
}

/** @param folder - Of our own files. All are read at once: they are few, and a version is of all of them. */
export function createConsoleAssets(folder: string): ConsoleAssets {
  const assets = readAssets(folder);
  const hash = createHash('sha256');
  for (const [name, { body }] of assets) hash.update(name).update(body);
  const version = hash.digest('hex').slice(0, 12);

  return {
    address(name) {
      if (!assets.has(name)) throw new Error(`The console has no file ${name}`);
      return `${FOLDER}/${version}/${name}`;
    },
    router: Router({ caseSensitive: true, strict: true }).get(`${FOLDER}/:version/:name`, serve(assets, version)),
  };
}

/** Pages of another release, during an update, get today's file, but must not keep it under that version. */
function serve(assets: ReadonlyMap<string, Asset>, current: string): RequestHandler {
  return (request, response, next) => {
    const { version, name } = request.params;
    const asset = assets.get(String(name));
    if (!asset) return next();
    setSecurityHeaders(response);
    const mayBeCompressed = request.acceptsEncodings('gzip') === 'gzip';
    response.writeHead(200, {
      'content-type': asset.contentType,
      'cache-control': version === current ? 'public, max-age=31536000, immutable' : 'no-store',
      vary: 'accept-encoding',
      ...(mayBeCompressed && { 'content-encoding': 'gzip' }),
      'content-length': mayBeCompressed ? asset.compressed.length : asset.body.length,
    });
    response.end(mayBeCompressed ? asset.compressed : asset.body);
  };
}

function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  const add = (name: string, contentType: string, body: Buffer) =>
    assets.set(name, { contentType, body, compressed: gzipSync(body) });

  const styles = STYLES.map((name) => readFileSync(join(folder, `${name}.css`)));
  const chartStyle = readFileSync(besidePackage('uplot', './uPlot.min.css'));
  add('admin.css', STYLE, Buffer.concat([chartStyle, ...styles]));
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    add(name, SCRIPT, readFileSync(join(folder, name)));
  }
  for (const [name, [specifier, path]] of Object.entries(PACKAGE_FILES)) {
    add(name, SCRIPT, readFileSync(besidePackage(specifier, path)));
  }
  return assets;
}

function besidePackage(specifier: string, path: string): string {
  return fileURLToPath(new URL(path, import.meta.resolve(specifier)));
}
