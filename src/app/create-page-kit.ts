import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBrandAssets } from '../entrypoints/screens/brand/brand-assets.ts';
import { createFormTickets } from '../http/form-ticket.ts';
import { createPageTickets } from '../http/page-ticket.ts';
import { createRenderView } from '../http/render-view.ts';
import type { Translations } from '../http/translations.ts';
import type { Backends } from './create-backends.ts';
import type { Parts } from './open-parts.ts';

export type PageKit = ReturnType<typeof createPageKit>;

/** What pages in a white label's brand are made with. */
export function createPageKit(
  { settings, keyRing, clock, projectFolder }: Parts,
  { linkTo }: Backends,
  translations: Translations,
) {
  const { publicUrl } = settings;
  return {
    ...{ linkTo, translations, publicUrl },
    formTickets: createFormTickets({ keyRing, clock, publicUrl }),
    pageTickets: createPageTickets({ keyRing, clock, publicUrl }),
    renderView: createRenderView(join(projectFolder, 'views/screens')),
    brandAssets: createBrandAssets(readFileSync(join(projectFolder, 'views/public/screens.css'), 'utf8')),
  };
}
