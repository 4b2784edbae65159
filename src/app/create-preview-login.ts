import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newBrokerDefaults } from '../config/new-broker-defaults.ts';
import type { Broker } from '../domain/brokers/broker.ts';
import type { PreviewLogin } from '../entrypoints/admin/branding/preview-login.ts';
import { createPreviewLogin as createPreview } from '../entrypoints/screens/login/preview-login.ts';
import type { PageKit } from './create-page-kit.ts';

/** The log-in screen for who is still choosing how it looks: made by the screens themselves, not a copy of them. */
export function createPreviewLogin(kit: PageKit, projectFolder: string): PreviewLogin {
  const preview = createPreview(kit, readFileSync(join(projectFolder, 'views/public/screens.css'), 'utf8'));
  const defaults = newBrokerDefaults();
  return ({ brokerName, displayName, branding, defaultLanguage, languages, language, theme }) => {
    // No address of a draft is followed, so that it need not be there yet.
    const screens = { ...defaults.screens, successUrl: 'https://preview.invalid', defaultLanguage, languages };
    const settings = { ...defaults, brokerName: brokerName || 'preview', displayName, branding, screens };
    return preview(settings as unknown as Broker, { language, theme });
  };
}
