import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseRedisUrl } from '../../src/storage/redis/parse-redis-url.ts';

const PLAIN = {
  kind: 'standalone',
  tls: false,
  nodes: [{ host: '127.0.0.1', port: 6379 }],
  masterName: '',
  username: undefined,
  password: undefined,
  database: 0,
};

describe('a Redis URL', () => {
  test('of one server gives host, port and database', () => {
    assert.deepEqual(parseRedisUrl('redis://127.0.0.1'), PLAIN);
    assert.deepEqual(parseRedisUrl('redis://127.0.0.1/'), PLAIN);
    assert.deepEqual(parseRedisUrl('redis://127.0.0.1:6380/3'), {
      ...PLAIN,
      nodes: [{ host: '127.0.0.1', port: 6380 }],
      database: 3,
    });
    assert.deepEqual(parseRedisUrl('redis://[::1]:7000').nodes, [{ host: '::1', port: 7000 }]);
  });

  test('with credentials gives them decoded', () => {
    const { username, password } = parseRedisUrl('redis://bridge:p%40ss%3Aw%2Frd@redis.example:6379');
    assert.deepEqual([username, password], ['bridge', 'p@ss:w/rd']);
    assert.deepEqual(parseRedisUrl('redis://:secret@redis.example').password, 'secret');
    assert.deepEqual(parseRedisUrl('redis://:secret@redis.example').username, undefined);
  });

  test('of the scheme rediss asks for TLS, whatever stands behind it', () => {
    for (const url of ['rediss://h', 'rediss+sentinel://h/m', 'rediss+cluster://h']) {
      assert.equal(parseRedisUrl(url).tls, true);
    }
  });

  test('of Sentinels gives all of them, the master and the database', () => {
    assert.deepEqual(parseRedisUrl('redis+sentinel://:pw@one:26380,two,[::1]:26381/my%2Dmaster/2'), {
      kind: 'sentinel',
      tls: false,
      nodes: [
        { host: 'one', port: 26380 },
        { host: 'two', port: 26379 },
        { host: '::1', port: 26381 },
      ],
      masterName: 'my-master',
      username: undefined,
      password: 'pw',
      database: 2,
    });
  });

  test('of a Cluster gives the nodes to begin with', () => {
    const address = parseRedisUrl('redis+cluster://one:7001,two:7002');
    assert.equal(address.kind, 'cluster');
    assert.deepEqual(address.nodes, [
      { host: 'one', port: 7001 },
      { host: 'two', port: 7002 },
    ]);
  });

  test('that is wrong is refused, and the reason shows no password', () => {
    const wrong = [
      '',
      'http://h',
      'redis:h',
      'redis://',
      'redis://user:s3cret@',
      'redis://user:s3cret@h:99999',
      'redis://user:s3cret@h:0',
      'redis://user:s3cret@h:port',
      'redis://user:s3cret@one,two',
      'redis://user:s3cret@one/x',
      'redis://user:s3cret@one/1/2',
      'redis://user:s3cret%zz@one',
      'redis://user:s3cret@one?db=1',
      'redis+sentinel://user:s3cret@one:26379',
      'redis+sentinel://user:s3cret@one:26379,/m',
      'redis+cluster://user:s3cret@one/1',
      'redis+other://user:s3cret@one',
    ];
    for (const url of wrong) {
      assert.throws(
        () => parseRedisUrl(url),
        (error: Error) => error.message.length > 20 && !error.message.includes('s3cret'),
        url,
      );
    }
  });
});
