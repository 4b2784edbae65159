import { createOidc, type Oidc } from '../entrypoints/oidc/oidc.ts';
import { createIssuerPages } from '../entrypoints/screens/issuer-pages/create-issuer-pages.ts';
import type { Backends } from './create-backends.ts';
import type { Domain } from './create-domain.ts';
import type { PageKit } from './create-page-kit.ts';
import type { Parts } from './open-parts.ts';

/** The white labels' issuers, with pages in their brand. */
export function createIssuers(parts: Parts, { web }: Backends, domain: Domain, kit: PageKit): Oidc {
  const { settings, keyRing, clock, metrics, createRateLimiter, log } = parts;
  return createOidc({
    ...domain,
    ...{ keyRing, clock, log, createRateLimiter, telemetry: metrics, publicUrl: settings.publicUrl },
    pages: createIssuerPages(kit),
    webFetch: web.fetch,
    languages: kit.translations.languages,
  });
}
