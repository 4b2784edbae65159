import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createTextLogStream } from '../../src/lib/log-text.ts';
import { createLogger } from '../../src/lib/logger.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('info', createTextLogStream({ write: (text) => lines.push(text) })));
  return lines.join('');
}

describe('the log for people', () => {
  test('is one line of time, level, message and values', () => {
    const text = logged((log) => log.warn({ broker: 'main', ms: 2.5, note: 'two words' }, 'something happened'));
    assert.match(text, /^\d\d:\d\d:\d\d warn {2}something happened {3}broker=main ms=2\.5 note="two words"\n$/);
  });

  test('shows where an error came from', () => {
    assert.match(
      logged((log) => log.error({ err: new Error('broken') }, 'bug')),
      /error bug\n {2}Error: broken\n {6}at /,
    );
  });

  test('is redacted', () => {
    assert.doesNotMatch(
      logged((log) => log.info({ password: 'canary' }, 'x?token=canary')),
      /canary/,
    );
  });

  test('lets no value speak to the terminal', () => {
    const text = logged((log) => log.info({ address: '\u001b[2J\r\nforged line' }, 'x'));
    assert.match(text, /^\P{Cc}+\n$/u);
  });

  test('lets no message and no error speak to the terminal either', () => {
    const words = '\u001b[2J\u009b2J\u007f\r\tforged';
    const text = logged((log) => log.error({ err: new Error(words), more: words }, words));
    assert.match(text.replaceAll('\n', ''), /^\P{Cc}+$/u);
    assert.match(text, /Error: \\u001b\[2J\\u009b2J/);
  });
});
