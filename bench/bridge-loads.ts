import { type BridgeUnderLoad, USER_ID } from './bridge.ts';
import { type Load, type Measurement, measure } from './measure.ts';

export interface Row extends Measurement {
  readonly name: string;
  readonly memoryMib: number;
}

/** Tokens live for a minute, so each batch is issued and redeemed well within it. */
const REDEMPTIONS = 100_000;

/** Calls 4.1 to 4.4 on one bridge. */
export async function measureBridge(bridge: BridgeUnderLoad, engine: string): Promise<Row[]> {
  const rows: Row[] = [];
  const run = async (name: string, load: Load) => {
    const { url, body } = load;
    await measure({ url, body, ...(load.amount === undefined ? { seconds: 2 } : { amount: 5000 }) });
    rows.push({ name: `${name}, ${engine}`, ...(await measure(load)), memoryMib: bridge.server.memoryMib() });
  };
  const crmToken = bridge.address('/oauth2/crmApiToken');
  await run('4.1 crmApiToken', { url: crmToken, body: bridge.passwordBody });
  await run('4.3 authorize', { url: bridge.address('/oauth2/authorize'), body: { accessToken: bridge.accessToken } });
  await run('4.4 onetime/generate', { url: bridge.address('/oauth2/onetime/generate'), body: { userId: USER_ID } });

  const tokens = await bridge.issueTokens(REDEMPTIONS + 5000);
  const body = () => ({ code: tokens.pop() ?? 'none left' });
  await run('4.2 onetime/authorize', {
    url: bridge.address('/oauth2/onetime/authorize'),
    body,
    amount: REDEMPTIONS,
  });
  return rows;
}

/** Resident memory in MiB after each 200,000 of a million calls of 4.3. */
export async function measureMemory(bridge: BridgeUnderLoad): Promise<number[]> {
  const samples: number[] = [];
  const load = { url: bridge.address('/oauth2/authorize'), body: { accessToken: bridge.accessToken }, amount: 200_000 };
  for (let part = 0; part < 5; part += 1) {
    await measure(load);
    samples.push(bridge.server.memoryMib());
  }
  return samples;
}
