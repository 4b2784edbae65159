import { join } from 'node:path';
import type { Router } from 'express';
import { createAdmin as createEntryPoint } from '../entrypoints/admin/admin.ts';
import { createConsolePageKit } from '../entrypoints/admin/page/page-kit.ts';
import type { Domain } from './create-domain.ts';
import type { PageKit } from './create-page-kit.ts';
import type { Parts } from './open-parts.ts';

/** The console, with what it needs from everywhere. */
export function createAdmin(parts: Parts, domain: Domain, { formTickets, publicUrl }: PageKit): Router {
  const { keyRing, clock, projectFolder } = parts;
  const pageKit = createConsolePageKit(join(projectFolder, 'views'));
  return createEntryPoint({ ...domain, keyRing, clock, formTickets, publicUrl, pageKit });
}
