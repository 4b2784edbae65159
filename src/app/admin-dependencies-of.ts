import { join } from 'node:path';
import { createTryPlatform } from '../backends/ctrader/try-platform.ts';
import type { Broker } from '../domain/brokers/broker.ts';
import type { AdminDependencies } from '../entrypoints/admin/admin-dependencies.ts';
import { createConsolePageKit } from '../entrypoints/admin/page/page-kit.ts';
import { issuerOf } from '../entrypoints/oidc/issuer.ts';
import type { Domain } from './create-domain.ts';
import { createNewWhiteLabelKit } from './create-new-white-label-kit.ts';
import type { PageKit } from './create-page-kit.ts';
import { createPreviewLogin } from './create-preview-login.ts';
import { createDescribeProcess } from './describe-process.ts';
import type { Parts } from './open-parts.ts';

/** What the console needs, from everywhere. */
export function adminDependenciesOf(parts: Parts, domain: Domain, kit: PageKit): AdminDependencies {
  const { keyRing, clock, projectFolder, platformTimeoutMs } = parts;
  const { formTickets, publicUrl, translations } = kit;
  const pageKit = createConsolePageKit(join(projectFolder, 'views'));
  const tryPlatform = createTryPlatform({ keyRing, clock, timeoutMs: platformTimeoutMs });
  const oidcIssuersOf = (broker: Broker) => ['', ...broker.hosts].map((host) => issuerOf(broker, publicUrl, host).url);
  const newWhiteLabel = createNewWhiteLabelKit(parts, translations.languages);
  const previewLogin = createPreviewLogin(kit, projectFolder);
  const more = {
    newWhiteLabel,
    previewLogin,
    expiring: parts.storage.expiring,
    platformStates: parts.platformStates,
    process: createDescribeProcess(parts),
  };
  return { ...domain, oidcIssuersOf, keyRing, clock, formTickets, publicUrl, pageKit, tryPlatform, ...more };
}
