import type { Broker } from '../../../domain/brokers/broker.ts';
import type { ScreenLook } from './screen-parameters.ts';

/** What the layout shows of a white label. */
export interface BrandLook {
  readonly displayName: string;
  readonly styleSheet: string;
  readonly icon: string;
}

export function brandLook(broker: Broker | undefined, _look: ScreenLook): BrandLook {
  return { displayName: broker?.displayName ?? '', styleSheet: '/assets/screens.css', icon: '/assets/icon.svg' };
}
