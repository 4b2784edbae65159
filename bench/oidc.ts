/**
 * `node bench/oidc.ts`: the issuers beside the bare engine, in one run, and a thousand white labels. With `--write` the
 * table goes into README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CALLS, type Call, loadIssuer } from './oidc-loads.ts';
import { type IssuerUnderLoad, startBareEngine, startBridgeIssuer } from './oidc-servers.ts';
import { startRedis } from './redis.ts';

const PORT = 4140;
const ROUNDS = 3;

const redis = await startRedis(PORT);
const issuers = [await startBareEngine(PORT + 1), await startBridgeIssuer('embedded', PORT + 2, {})];
if (redis) issuers.push(await startBridgeIssuer('Redis', PORT + 3, { REDIS_URL: redis.url }));
for (const call of CALLS) {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const issuer of issuers) {
      const m = await loadIssuer(issuer, call);
      console.log(
        call,
        issuer.name,
        m.requestsPerSecond,
        m.p50Ms,
        m.p99Ms,
        m.failures,
        'cpu',
        Math.round(m.cpuMicroseconds),
      );
    }
  }
}
for (const issuer of issuers) await issuer.stop();
await redis?.stop();
