/**
 * Developers' pages: first steps, the documents of our APIs, a viewer for them, what errors mean, how to sign. Open to
 * everybody, the same for all white labels, and made from the tables by which the bridge works and from programs that tests
 * run, so that they never tell of another one.
 *
 * Owns the pages. What stands in the documents is handed in. Invariant: nothing is loaded from anywhere else.
 */
import { Router } from 'express';
import { mountRoutes } from '../../http/mount-routes.ts';
import type { DocsDependencies } from './docs-dependencies.ts';
import { renderDocsError } from './errors.ts';
import { docsRoutes } from './routes.ts';
import { viewerFiles } from './viewer-files.ts';

export function createDocs(dependencies: DocsDependencies): Router {
  const pages = mountRoutes({
    routes: docsRoutes(dependencies),
    authenticate: () => null,
    renderError: renderDocsError,
  });
  return Router({ caseSensitive: true, strict: true }).use(viewerFiles()).use(pages);
}
