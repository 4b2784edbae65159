import { createFakeClock } from './fake-clock.ts';
import { startTestBridge, type TestBridge, type TestBridgeOptions } from './start-bridge.ts';
import { startTestSimulator, type TestSimulator } from './start-simulator.ts';

/** A bridge and the platform that it calls, and that calls it. */
export interface WiredBridge extends TestBridge {
  readonly simulator: TestSimulator;
}

/** The bridge believes `X-Forwarded-For`, so that a test can come from any address. */
export async function startWiredBridge(options: Omit<TestBridgeOptions, 'simulatorUrl'> = {}): Promise<WiredBridge> {
  const clock = options.clock ?? createFakeClock();
  const simulator = await startTestSimulator({ clock });
  const environment = {
    ...{ TRUSTED_PROXIES: 'loopback', SMTP_URL: simulator.smtpUrl, SIMULATOR_PORT: new URL(simulator.url).port },
    ...options.environment,
  };
  const bridge = await startTestBridge({ ...options, clock, simulatorUrl: simulator.url, environment });
  simulator.pointAt(bridge.url);
  return {
    ...bridge,
    simulator,
    async close() {
      await bridge.close();
      await simulator.close();
    },
  };
}
