import type { Request } from 'express';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import type { BrandFile, BrandImageName } from '../brand/brand-assets.ts';
import { createBrandAssets } from '../brand/brand-assets.ts';
import { OWN_ICON } from '../page/brand-look.ts';
import type { PageKit } from '../page/render-page.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { loginPage } from './login-page.ts';

const IMAGES: readonly BrandImageName[] = ['logo-light', 'logo-dark', 'favicon'];

/**
 * Makes the log-in screen of a white label that need not be there: the page itself, with what it would load of the white label
 * put into it, and inert.
 *
 * @param baseSheet - The style sheet that all white labels share.
 */
export function createPreviewLogin(kit: PageKit, baseSheet: string) {
  // What somebody types is worth no place among the brands that are served.
  const brandAssets = createBrandAssets(baseSheet);
  const dependencies = { ...kit, brandAssets, formTickets: NO_TICKETS } as unknown as ScreensDependencies;

  return (broker: Broker, look: { readonly language: string; readonly theme: string }): string => {
    const query = { lang: look.language, theme: look.theme };
    const received = { context: contextOf(new URLSearchParams(query)), params: {}, query, body: {}, files: {} };
    const { body } = loginPage(dependencies, broker, received as never) as { readonly body: string };
    const { sheet, images } = brandAssets.of(broker.branding);
    const files = IMAGES.map((name) => [name, images[name]] as const);
    return (
      [['screens.css', sheet] as const, ...files]
        .reduce((html, [name, file]) => (file ? withFile(html, broker.brokerName, name, file) : html), body)
        // The bridge's own icon stands where the white label has none; a frame shows no icon, and this one may load nothing.
        .replace(`"${OWN_ICON}"`, '"data:,"')
        .replace('<body>', '<body inert>')
    );
  };
}

const NO_TICKETS = { issue: () => '' };

/** Of a request that is none: the page is looked at, and nobody asked for it. */
function contextOf(query: URLSearchParams): RequestContext {
  const request = { originalUrl: `/auth/login?${query}`, method: 'GET' } as Request;
  return { request, requestId: '' } as RequestContext;
}

function withFile(html: string, brokerName: string, name: string, { contentType, version, body }: BrandFile): string {
  const address = `/b/${encodeURIComponent(brokerName)}/brand/${name}?v=${version}`;
  return html.replaceAll(`"${address}"`, `"data:${contentType.replace('; ', ';')};base64,${body.toString('base64')}"`);
}
