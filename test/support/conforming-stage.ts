import { findBrowser } from '../../src/conformance/browser/find-browser.ts';
import type { ConformanceOptions } from '../../src/conformance/conformance-options.ts';
import type { ConformanceReport } from '../../src/conformance/conformance-report.ts';
import { runConformance } from '../../src/conformance/run-conformance.ts';
import { type BrowserStage, STAGE_BROKER, STAGE_TRADER, startBrowserStage } from './browser-stage.ts';
import { type SabotagingProxy, startSabotagingProxy } from './sabotaging-proxy.ts';

/** A bridge behind a proxy that can break its screens, for the conformance command. */
export interface ConformingStage {
  readonly stage: BrowserStage;
  readonly proxy: SabotagingProxy;
  /** Plays these cases through the proxy. */
  conform(only: readonly string[], more?: Partial<ConformanceOptions>): Promise<ConformanceReport>;
  close(): Promise<void>;
}

export async function startConformingStage(): Promise<ConformingStage> {
  let stage: BrowserStage | undefined;
  let proxy: SabotagingProxy | undefined;
  stage = await startBrowserStage({
    async publicUrlOf(bridgeUrl) {
      const successUrl = () => stage?.successUrl ?? '';
      proxy = await startSabotagingProxy({ port: 0, bridgeUrl: () => bridgeUrl, successUrl });
      return proxy.url;
    },
  });
  if (!proxy) throw new Error('The stage asks for its public address');
  const [opened, between] = [stage, proxy];
  return {
    stage: opened,
    proxy: between,
    conform: (only, more = {}) =>
      runConformance({
        baseUrl: between.url,
        brokerName: STAGE_BROKER,
        brokerCrmName: 'tradingtech_crm',
        password: `sandbox-password-${STAGE_BROKER}`,
        login: STAGE_TRADER.email,
        loginPassword: STAGE_TRADER.password,
        fast: false,
        only,
        browserPath: findBrowser(),
        simulatorUrl: opened.simulator.url,
        ...more,
      }),
    async close() {
      await between.close();
      await opened.close();
    },
  };
}
