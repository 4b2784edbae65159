import { after, before } from 'node:test';
import { startTestBridge, type TestBridge, type TestBridgeOptions } from '../../support/start-bridge.ts';
import { openWhiteLabel, WHITE_LABELS, type WhiteLabel } from './white-label.ts';

/** A running bridge and its seeded white labels. */
export interface Stage {
  readonly bridge: TestBridge;
  label(brokerName: string): WhiteLabel;
}

/**
 * Opens a stage before the tests of a file or suite, and closes it after them.
 *
 * @returns A function that may be called inside tests only.
 */
export function useStage(optionsOf: () => Promise<TestBridgeOptions> = async () => ({})): () => Stage {
  let stage: (Stage & { close(): Promise<void> }) | undefined;
  before(async () => {
    stage = await openStage(await optionsOf());
  });
  after(() => stage?.close());
  return () => {
    if (!stage) throw new Error('The stage is only open while tests run');
    return stage;
  };
}

async function openStage(options: TestBridgeOptions) {
  const bridge = await startTestBridge(options);
  const labels = new Map<string, WhiteLabel>();
  for (const name of WHITE_LABELS) labels.set(name, await openWhiteLabel(bridge, name));
  return {
    bridge,
    label(brokerName: string) {
      const label = labels.get(brokerName);
      if (!label) throw new Error(`${brokerName} is not seeded`);
      return label;
    },
    close: () => bridge.close(),
  };
}
