import type { OnboardingSettings, OnboardingState } from '../../src/domain/brokers/broker.ts';

export function sampleState(id: string, changes: Partial<OnboardingState> = {}): OnboardingState {
  return { id, name: `State ${id}`, initial: false, final: false, createUser: false, next: [], ...changes };
}

/** That of the seed file's defaults, but for the names. */
export const SAMPLE_ONBOARDING: OnboardingSettings = {
  mode: 'workflow',
  states: [
    sampleState('submitted', { initial: true, next: ['in_review'] }),
    sampleState('in_review', { next: ['approved', 'refused'] }),
    sampleState('approved', { final: true, createUser: true }),
    sampleState('refused', { final: true }),
  ],
};
