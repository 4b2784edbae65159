/**
 * What pages of a white label load besides themselves: its style sheet and its images.
 *
 * They are served for a white label that is switched off too, whose page says so in its own looks.
 */
import type { Router } from 'express';
import type { Brokers } from '../../../domain/brokers/brokers.ts';
import { ERROR_CATALOGUE } from '../../../errors/catalogue.ts';
import { brokerPlacesOf } from '../../../http/broker-places.ts';
import { mountRoutes } from '../../../http/mount-routes.ts';
import type { BrandAssets } from './brand-assets.ts';
import { type BrandCaller, brandRoutes } from './brand-routes.ts';

export interface BrandDependencies {
  readonly brokers: Brokers;
  readonly brandAssets: BrandAssets;
}

export function createBrand({ brokers, brandAssets }: BrandDependencies): Router {
  return mountRoutes<BrandCaller>({
    routes: brandRoutes({ brandAssets }),
    authenticate(_route, received) {
      const broker = brokers.identify(brokerPlacesOf(received));
      received.context.brokerName = broker.brokerName;
      return { broker };
    },
    renderError: ({ code }) => {
      const { status, sentence } = ERROR_CATALOGUE[code];
      return { kind: 'text', status, contentType: 'text/plain; charset=utf-8', body: `${sentence}\n` };
    },
  });
}
