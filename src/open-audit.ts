import type { Settings } from './config/load-settings.ts';
import { type Audit, createAudit } from './domain/audit/audit.ts';
import { createPrivacyLog, type LogOwner, type PrivacyLog } from './domain/privacy-log/privacy-log.ts';
import { BridgeError } from './errors/bridge-error.ts';
import { systemClock } from './lib/clock.ts';
import type { Logger } from './lib/logger.ts';
import { silentTelemetry } from './lib/telemetry.ts';
import { openRecordsForReading } from './storage/open-records-for-reading.ts';

/** The logs, for who looks at them and may not write. */
export interface ReadableLogs {
  /** In the order of their names. */
  readonly brokers: readonly LogOwner[];
  /** @throws `broker_unknown` */
  getBroker(brokerName: string): LogOwner;
  readonly privacyLog: Pick<PrivacyLog, 'exportLines' | 'verify'>;
  readonly changeLog: Pick<Audit, 'exportLines' | 'verify'>;
  close(): Promise<void>;
}

/**
 * Opens the logs where they are kept. Needs no other store and no key, brings no table up to date, and changes nothing.
 *
 * @throws `store_unavailable`
 */
export async function openAudit(
  settings: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  log: Logger,
): Promise<ReadableLogs> {
  const records = openRecordsForReading({ ...settings, telemetry: silentTelemetry, log });
  try {
    const brokers = (await records.listBrokerNames()).map((brokerName) => ({ brokerName }));
    return {
      brokers,
      getBroker(brokerName) {
        const broker = brokers.find((one) => one.brokerName === brokerName);
        if (!broker) throw new BridgeError('broker_unknown', { detail: brokerName });
        return broker;
      },
      privacyLog: createPrivacyLog({ store: records.privacyLog, clock: systemClock }),
      changeLog: createAudit({ store: records.audit, clock: systemClock }),
      close: () => records.close(),
    };
  } catch (error) {
    await records.close();
    throw error;
  }
}
