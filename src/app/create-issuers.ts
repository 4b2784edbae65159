import type { IssuerPages } from '../entrypoints/oidc/issuer-pages.ts';
import { createOidc, type Oidc } from '../entrypoints/oidc/oidc.ts';
import type { Backends } from './create-backends.ts';
import type { Domain } from './create-domain.ts';
import type { PageKit } from './create-page-kit.ts';
import type { Parts } from './open-parts.ts';

/** The white labels' issuers, with pages in their brand. */
export function createIssuers(parts: Parts, { web }: Backends, domain: Domain, kit: PageKit): Oidc {
  const { settings, keyRing, clock, metrics, log } = parts;
  return createOidc({
    ...domain,
    ...{ keyRing, clock, log, telemetry: metrics, publicUrl: settings.publicUrl },
    pages: plainPages,
    webFetch: web.fetch,
    languages: kit.translations.languages,
  });
}

const plainPages: IssuerPages = {
  fault: (_broker, _received, fault) => ({
    kind: 'html',
    status: fault.status,
    headers: {},
    body: `<p>${fault.error}</p>`,
  }),
  confirmLogout: (_broker, _received, { action, secret }) => ({
    ...{ kind: 'html', headers: {} },
    body: `<form method="post" action="${action}"><input name="xsrf" value="${secret}"><button name="logout" value="yes">Yes</button></form>`,
  }),
  loggedOut: () => ({ kind: 'html', headers: {}, body: '<p>Logged out</p>' }),
};
