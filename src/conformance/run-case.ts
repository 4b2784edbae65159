import type { Clock } from '../lib/clock.ts';
import { type BridgeClientOptions, createBridgeClient } from './bridge-client.ts';
import { createCaseRecorder } from './case-recorder.ts';
import type { CaseContext } from './conformance-case.ts';
import type { ConformanceOptions, ConformanceProgress } from './conformance-options.ts';
import type { CaseReport } from './conformance-report.ts';
import { createLoginForm } from './login-form.ts';

export type Target = Omit<BridgeClientOptions, 'onAnswer'>;

/** What all cases of a run share. */
export interface Run {
  readonly options: ConformanceOptions;
  readonly target: Target;
  readonly clock: Clock;
  readonly progress: (event: ConformanceProgress) => void;
  readonly common: Omit<CaseContext, 'bridge' | 'loginForm' | 'recorder'>;
}

/** Plays one case and reports it. What it throws is a failed step: the next case is played all the same. */
export async function runCase(
  { id, title }: { readonly id: string; readonly title: string },
  { target, clock, progress, common }: Run,
  play: (context: CaseContext) => Promise<void>,
): Promise<CaseReport> {
  progress({ kind: 'case-started', id, title });
  const startedAtMs = clock.nowMs();
  const recorder = createCaseRecorder(target.secrets);
  const watched = { ...target, onAnswer: recorder.answer };
  try {
    await play({ ...common, recorder, bridge: createBridgeClient(watched), loginForm: createLoginForm(watched) });
  } catch (error) {
    const [sentence = ''] = String(error).split('\n');
    recorder.step('played to its end', 'nothing unexpected', sentence, false);
  }
  const report = { id, title, durationMs: clock.nowMs() - startedAtMs, ...recorder.finish() };
  progress({ kind: 'case-finished', report });
  return report;
}
