import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Handler, Router, static as serveFiles } from 'express';
import { setSecurityHeaders } from '../../http/security-headers.ts';

const FOLDER = '/docs/assets';
/** Those that our page needs; the package brings a page of its own too. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** The viewer as its package has it. */
export function viewerFiles(): Router {
  const folder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
  const options = { index: false, redirect: false, maxAge: '1h', setHeaders: setSecurityHeaders } as const;
  const serve: Handler = serveFiles(folder, options);
  const known = new Set(FILES.map((file) => `/${file}`));
  return Router().use(FOLDER, (request, response, next) => {
    if (known.has(request.path)) serve(request, response, next);
    else next();
  });
}
