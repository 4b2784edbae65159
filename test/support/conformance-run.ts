import type { ConformanceOptions, ConformanceProgress } from '../../src/conformance/conformance-options.ts';
import type { ConformanceReport } from '../../src/conformance/conformance-report.ts';
import { runConformance } from '../../src/conformance/run-conformance.ts';
import { BROKEN_BRIDGE_ACCESS, type BrokenBridgeOptions, startBrokenBridge } from './broken-bridge.ts';
import { createFakeClock } from './fake-clock.ts';

export interface ReferenceRun {
  readonly report: ConformanceReport;
  /** All waits of the run together, in the time of the handed-in clock. */
  readonly waitedSeconds: number;
}

/** Runs the cases 6.1.x against the reference bridge; waiting only moves the clock that both share. */
export async function runAgainstReference(
  bridgeOptions: Omit<BrokenBridgeOptions, 'clock'>,
  options: Partial<ConformanceOptions> = {},
  progress?: (event: ConformanceProgress) => void,
): Promise<ReferenceRun> {
  const clock = createFakeClock();
  const bridge = await startBrokenBridge({ clock, ...bridgeOptions });
  let waitedMs = 0;
  try {
    const report = await runConformance(
      {
        ...BROKEN_BRIDGE_ACCESS,
        baseUrl: bridge.baseUrl,
        fast: false,
        only: ['6.1'],
        clock,
        async wait(ms) {
          waitedMs += ms;
          clock.advance(ms);
        },
        ...options,
      },
      progress,
    );
    return { report, waitedSeconds: waitedMs / 1000 };
  } finally {
    await bridge.close();
  }
}

export function failedCases(report: ConformanceReport): string[] {
  return report.cases.filter((one) => one.result === 'failed').map((one) => one.id);
}

/** Every failed step in one line each, for a message that says what went wrong. */
export function failedSteps(report: ConformanceReport): string {
  return report.cases
    .flatMap((one) => one.steps.filter((step) => !step.passed).map((step) => `${one.id} ${step.name}: ${step.seen}`))
    .join('\n');
}
