import type { DestinationStream } from 'pino';

/** Turns the log's JSON lines into lines for a person at a terminal: `12:00:01 warn  what happened  name=value`. */
export function createTextLogStream(output: { write(text: string): unknown }): DestinationStream {
  return {
    write(line) {
      output.write(`${toText(line)}\n`);
    },
  };
}

const TIME_OF_DAY = { start: 11, end: 19 };

function toText(line: string): string {
  const { level, time, msg, pid: _pid, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const clock = String(time).slice(TIME_OF_DAY.start, TIME_OF_DAY.end);
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${sayValue(value)}`);
  const head = [clock, String(level).padEnd(5), String(msg ?? ''), ' ', ...fields].join(' ').trimEnd();
  return [head, ...stackOf(err)].map(withoutControls).join('\n');
}

/** Anything but plain characters is written as JSON, so that it is seen where a value begins and ends. */
function sayValue(value: unknown): string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? value : JSON.stringify(value);
}

/** Nothing of a line can speak to the terminal, or pass for another line. */
function withoutControls(line: string): string {
  return line.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function stackOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return [];
  return String(error.stack)
    .split('\n')
    .map((line) => `  ${line}`);
}
