import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import jsonwebtoken from 'jsonwebtoken';
import { assertRefused } from './assert-refused.ts';
import { useStage } from './stage.ts';
import { MAIN, SISTER, STRANGER } from './white-label.ts';

const stage = useStage();
const UNKNOWN_CODE = `ot_${'A'.repeat(40)}`;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** What a genuine token of the white label says, and the key that signed it. */
function genuine(brokerName = MAIN) {
  const token = stage().label(brokerName).crmApiToken;
  const decoded = jsonwebtoken.decode(token, { complete: true });
  const key = stage().bridge.app.keyRing.derive(`crm-token/${brokerName}`);
  if (!decoded || typeof decoded.payload === 'string' || !key) throw new Error('The token is no JWT of ours');
  return { token, header: { ...decoded.header }, claims: { ...decoded.payload }, key };
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Puts a JWT together by hand, so that nothing refuses what an attacker would write. */
function forge(header: object, claims: object, key: Buffer | string, hash = 'sha256'): string {
  const head = `${encode(header)}.${encode(claims)}`;
  return `${head}.${createHmac(hash, key).update(head).digest('base64url')}`;
}

async function assertForged(token: string, because = token): Promise<void> {
  const answer = await stage().label(MAIN).platform.redeem(token, UNKNOWN_CODE);
  assert.equal(answer.body.code, 'CH_CLIENT_AUTH_FAILURE', because);
  assertRefused(answer, 'CH_CLIENT_AUTH_FAILURE', 'Invalid or expired crmApiToken');
}

beforeEach(() => stage().bridge.clock.advance(60_000));

test('row 26: the forgery of these tests is accepted when nothing is wrong with it, so it is the fault that counts', async () => {
  const { header, claims, key } = genuine();
  const answer = await stage()
    .label(MAIN)
    .platform.redeem(forge(header, claims, key), UNKNOWN_CODE);
  assertRefused(answer, 'CID_TOKEN_NOT_FOUND');
});

test('row 26: a token whose algorithm is "none", in any spelling, is refused', async () => {
  const { header, claims, token } = genuine();
  for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null, undefined, 'HS256 ', 0]) {
    const head = `${encode({ ...header, alg })}.${encode(claims)}`;
    for (const end of ['.', `.${token.split('.')[2]}`, '']) await assertForged(`${head}${end}`);
  }
});

test('row 26: HS384, HS512 and made-up algorithms are refused, even with the right key', async () => {
  const { header, claims, key } = genuine();
  await assertForged(forge({ ...header, alg: 'HS384' }, claims, key, 'sha384'));
  await assertForged(forge({ ...header, alg: 'HS512' }, claims, key, 'sha512'));
  for (const alg of ['hs256', 'RS256', 'ES256', 'EdDSA', 'HS1']) {
    await assertForged(forge({ ...header, alg }, claims, key));
  }
});

test('row 26: a token signed with a public or private key of its maker is refused (HS/RS confusion)', async () => {
  const { header, claims } = genuine();
  const keys = { RS256: rsa.privateKey, PS256: rsa.privateKey, ES256: ec.privateKey } as const;
  for (const [algorithm, privateKey] of Object.entries(keys)) {
    const alg = algorithm as keyof typeof keys;
    await assertForged(jsonwebtoken.sign(claims, privateKey, { algorithm: alg, header: { ...header, alg } }));
  }
  const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
  await assertForged(forge(header, claims, pem));
  await assertForged(forge({ ...header, alg: 'RS256' }, claims, pem));
});

test('row 26: a token signed with a guessable key is refused', async () => {
  const { header, claims } = genuine();
  const { keyRing } = stage().bridge.app;
  const keys = ['', '\0', 'secret', MAIN, claims.pwd, Buffer.alloc(32), randomBytes(32), keyRing.derive('form-ticket')];
  for (const key of keys) await assertForged(forge(header, claims, key ?? ''));
});

test('row 26: a changed, added or missing character anywhere in a token is refused', async () => {
  const { token } = genuine();
  const { clock } = stage().bridge;
  for (let at = 0; at < token.length; at += 1) {
    clock.advance(1000);
    const changed = token[at] === 'A' ? 'B' : 'A';
    await assertForged(`${token.slice(0, at)}${changed}${token.slice(at + 1)}`, `character ${at} changed`);
  }
  const [head = '', body = '', signature = ''] = token.split('.');
  const others = [`${token}A`, `${token}=`, `${token}.`, `.${token}`, ` ${token}`, `${token}\n`, `${token}\0`];
  others.push(token.slice(1), token.slice(0, -1), `${head}.${body}`, `${head}.${body}.`, `${head}..${signature}`);
  others.push(token.toUpperCase(), `${token},${token}`, `Bearer ${token}`, `${head}=.${body}.${signature}`, '..', '.');
  for (const other of others) await assertForged(other);
});

describe('row 26: keys that a header brings along or points at', () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end(JSON.stringify({ keys: [rsa.publicKey.export({ format: 'jwk' })] }));
  });
  let url = '';
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  });
  after(() => server.close());

  test('jku, x5u, jwk and x5c are not looked at: the token is refused and nothing is fetched', async () => {
    const { header, claims } = genuine();
    const secret = randomBytes(32);
    const jwk = rsa.publicKey.export({ format: 'jwk' });
    const oct = { kty: 'oct', k: secret.toString('base64url'), alg: 'HS256', kid: header.kid };
    for (const extra of [
      { jku: url },
      { x5u: url },
      { jwk },
      { jwk: oct },
      { x5c: ['MIIB'] },
      { jku: url, jwk: oct },
    ]) {
      await assertForged(forge({ ...header, ...extra }, claims, secret));
      const options = { algorithm: 'RS256', header: { ...header, alg: 'RS256', ...extra } } as const;
      await assertForged(jsonwebtoken.sign(claims, rsa.privateKey, options));
    }
    assert.equal(asked, 0);
  });

  test('a kid that is a path, a query, another type or nothing finds no key', async () => {
    const { header, claims, key } = genuine();
    const paths = ['../../../../dev/null', '/dev/null', "' or '1'='1", 'sandbox\0', 'SANDBOX', '', '__proto__', url];
    for (const kid of [...paths, 0, null, undefined, true, [header.kid], { kid: header.kid }]) {
      await assertForged(forge({ ...header, kid }, claims, key));
      await assertForged(forge({ ...header, kid }, claims, ''));
    }
  });
});

test('row 26: another type than ours is refused, even with the right key', async () => {
  const { header, claims, key } = genuine();
  for (const typ of ['JWT', 'at+jwt', 'CRM+JWT', 'crm+jwt ', '', null, undefined, ['crm+jwt']]) {
    await assertForged(forge({ ...header, typ }, claims, key));
  }
});

test('row 26: another audience, and claims that are missing or of another type, are refused', async () => {
  const { header, claims, key } = genuine();
  const nobody = 'drawbridge:broker-api';
  for (const aud of [nobody, '', null, undefined, [], [nobody], `${claims.aud} `, { 0: claims.aud }, 1]) {
    await assertForged(forge(header, { ...claims, aud }, key));
  }
  for (const claim of ['sub', 'crm', 'pwd', 'exp', 'aud']) {
    for (const value of [undefined, null, '', [], {}, true, 'x']) {
      if (claim === 'sub' || (claim === 'crm' && typeof value === 'string')) continue;
      stage().bridge.clock.advance(1000);
      await assertForged(forge(header, { ...claims, [claim]: value }, key), `${claim} is ${JSON.stringify(value)}`);
    }
  }
  for (const sub of [undefined, null, '', 1, [MAIN], 'nobody', '__proto__']) {
    await assertForged(forge(header, { ...claims, sub }, key));
  }
});

test('row 26: a token that is signed with the key of another white label, or says it is of one, is refused', async () => {
  const mine = genuine(MAIN);
  for (const other of [SISTER, STRANGER]) {
    const { key, claims, header } = genuine(other);
    await assertForged(forge(mine.header, mine.claims, key));
    await assertForged(forge(header, { ...claims, sub: MAIN }, key));
    await assertForged(forge(header, claims, mine.key));
    const foreign = await stage().label(MAIN).platform.redeem(stage().label(other).crmApiToken, UNKNOWN_CODE);
    assertRefused(foreign, 'BROKER_ID_MISMATCH');
  }
});

test('row 26: a token of another kind, or one that is over-long, is refused', async () => {
  const { header, claims, key } = genuine();
  const { session, oneTimeToken } = stage().label(MAIN);
  const { accessToken } = await session();
  await assertForged(accessToken);
  await assertForged(await oneTimeToken());
  await assertForged(forge(header, { ...claims, pad: 'x'.repeat(1024) }, key));
  await assertForged('x'.repeat(8000));
  await assertForged(`${'e30.'.repeat(2000)}`);
});

test('row 26: a genuine token is refused when its end is moved', async () => {
  const { header, claims, key } = genuine();
  await assertForged(forge(header, { ...claims, exp: Math.floor(stage().bridge.clock.nowMs() / 1000) }, key));
  await assertForged(forge(header, { ...claims, exp: -1 }, key));
  const [head, , signature] = genuine().token.split('.');
  await assertForged(`${head}.${encode({ ...claims, exp: (claims.exp ?? 0) + 1 })}.${signature}`);
});
