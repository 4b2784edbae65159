import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBoundedQueue, QueueFullError } from '../../src/lib/bounded-queue.ts';

/** A job that ends when the test says so. */
function openJob() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let started = false;
  return {
    hasStarted: () => started,
    end: resolve,
    fail: reject,
    job: () => {
      started = true;
      return promise;
    },
  };
}

const aTurn = () => new Promise((resolve) => setImmediate(resolve));

test('at most as many jobs as allowed run at once, and the next one starts when one ends', async () => {
  const queue = createBoundedQueue({ concurrency: 2, maxWaiting: 10 });
  const jobs = [openJob(), openJob(), openJob()];
  const results = jobs.map(({ job }) => queue.run(job));
  await aTurn();
  assert.deepEqual(
    jobs.map(({ hasStarted }) => hasStarted()),
    [true, true, false],
  );
  jobs[0]?.end('first');
  await aTurn();
  assert.equal(jobs[2]?.hasStarted(), true);
  jobs[2]?.end('third');
  jobs[1]?.end('second');
  assert.deepEqual(await Promise.all(results), ['first', 'second', 'third']);
});

test('jobs start in the order in which they came', async () => {
  const queue = createBoundedQueue({ concurrency: 1, maxWaiting: 100 });
  const order: number[] = [];
  const numbers = Array.from({ length: 20 }, (_, number) => number);
  await Promise.all(numbers.map((number) => queue.run(async () => order.push(number))));
  assert.deepEqual(order, numbers);
});

test('a job too many is refused at once, and never runs', async () => {
  const queue = createBoundedQueue({ concurrency: 1, maxWaiting: 1 });
  const [running, waiting, refused] = [openJob(), openJob(), openJob()];
  const results = [queue.run(running.job), queue.run(waiting.job)];
  await assert.rejects(queue.run(refused.job), QueueFullError);
  running.end('ran');
  waiting.end('ran');
  await Promise.all(results);
  assert.equal(refused.hasStarted(), false);
  assert.equal(await queue.run(async () => 'later'), 'later');
});

test('a job that fails passes its error on and leaves its place', async () => {
  const queue = createBoundedQueue({ concurrency: 1, maxWaiting: 5 });
  for (let again = 0; again < 3; again += 1) {
    await assert.rejects(
      queue.run(async () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    await assert.rejects(
      queue.run(() => {
        throw new Error('broken at once');
      }),
      /broken at once/,
    );
  }
  assert.equal(await queue.run(async () => 'works'), 'works');
});

test('one owner has at most its share, and others still get in', async () => {
  const queue = createBoundedQueue({ concurrency: 1, maxWaiting: 10, maxPerOwner: 2 });
  let release = () => {};
  const first = queue.run(() => new Promise<void>((resolve) => (release = resolve)), 'greedy');
  const second = queue.run(async () => {}, 'greedy');
  await assert.rejects(
    queue.run(async () => {}, 'greedy'),
    QueueFullError,
  );
  const other = queue.run(async () => 'done', 'modest');
  release();
  await Promise.all([first, second]);
  assert.equal(await other, 'done');
  assert.equal(await queue.run(async () => 'again', 'greedy'), 'again');
});
