import type { SeedAgreement } from '../config/seed-file-types.ts';
import type { Broker } from '../domain/brokers/broker.ts';
import { isoTime } from './iso-time.ts';

/** A version of an agreement in the shape of the seed file, with its time as a person writes it. */
export function writtenAgreement({ effectiveAtMs, ...agreement }: Broker['agreements'][number]): SeedAgreement {
  return effectiveAtMs === undefined ? agreement : { ...agreement, effectiveAt: isoTime(effectiveAtMs) };
}
