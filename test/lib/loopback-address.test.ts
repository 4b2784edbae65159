import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isLoopbackAddress } from '../../src/lib/loopback-address.ts';

describe('row 47: an address leads to this machine itself', () => {
  for (const address of ['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1']) {
    test(`${address} does`, () => assert.equal(isLoopbackAddress(address), true));
  }

  for (const address of ['0.0.0.0', '::', '126.255.255.255', '128.0.0.1', '10.0.0.1', '8.8.8.8', 'fe80::1', '::2']) {
    test(`${address} does not`, () => assert.equal(isLoopbackAddress(address), false));
  }
});
