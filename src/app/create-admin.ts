import { join } from 'node:path';
import type { Router } from 'express';
import { createTryPlatform } from '../backends/ctrader/try-platform.ts';
import { createAdmin as createEntryPoint } from '../entrypoints/admin/admin.ts';
import { createConsolePageKit } from '../entrypoints/admin/page/page-kit.ts';
import type { Domain } from './create-domain.ts';
import type { PageKit } from './create-page-kit.ts';
import type { Parts } from './open-parts.ts';

/** The console, with what it needs from everywhere. */
export function createAdmin(parts: Parts, domain: Domain, { formTickets, publicUrl }: PageKit): Router {
  const { keyRing, clock, projectFolder, platformTimeoutMs } = parts;
  const tryPlatform = createTryPlatform({ keyRing, clock, timeoutMs: platformTimeoutMs });
  const pageKit = createConsolePageKit(join(projectFolder, 'views'));
  return createEntryPoint({ ...domain, keyRing, clock, formTickets, publicUrl, pageKit, tryPlatform });
}
