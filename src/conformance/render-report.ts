import type { CaseReport, ConformanceReport } from './conformance-report.ts';

/** Whether the server answered and no case failed. */
export function reportPassed(report: ConformanceReport): boolean {
  return report.unreachableBecause === null && report.cases.every((one) => one.result !== 'failed');
}

/** The report as a table for people, without colours; ends with a line feed. */
export function renderReport(report: ConformanceReport): string {
  const lines = [`Conformance of ${report.baseUrl} for ${report.brokerName} (${report.brokerCrmName})`, ''];
  if (report.unreachableBecause !== null) return finish([...lines, `Not run: ${report.unreachableBecause}.`]);
  const titleWidth = Math.max(...report.cases.map((one) => one.title.length));
  lines.push(`  test   ${'what'.padEnd(titleWidth)}  result      time`);
  for (const one of report.cases) lines.push(...renderCase(one, titleWidth));
  return finish([...lines, '', summaryOf(report)]);
}

/** The report for programs; ends with a line feed. */
export function renderReportAsJson(report: ConformanceReport): string {
  return `${JSON.stringify({ passed: reportPassed(report), ...report }, null, 2)}\n`;
}

function renderCase(one: CaseReport, titleWidth: number): string[] {
  const time = `${(one.durationMs / 1000).toFixed(1)} s`;
  const result = one.result === 'failed' ? 'FAILED' : one.result;
  return [
    `  ${one.id}  ${one.title.padEnd(titleWidth)}  ${result.padEnd(7)}  ${time.padStart(7)}`,
    ...one.steps
      .filter((step) => !step.passed)
      .flatMap((step) => [
        `         - ${step.name}`,
        `             expected  ${step.expected}`,
        `             seen      ${step.seen}`,
      ]),
    ...one.notes.map((note) => `         note: ${note}`),
  ];
}

function summaryOf(report: ConformanceReport): string {
  const failed = report.cases.filter((one) => one.result === 'failed');
  const time = `${(report.durationMs / 1000).toFixed(1)} s`;
  const skipped = report.cases.filter((one) => one.result === 'skipped');
  const left = skipped.length === 0 ? '' : ` Not tried in full: ${skipped.map((one) => one.id).join(', ')}.`;
  if (failed.length === 0 && left !== '') {
    const passed = report.cases.length - skipped.length;
    return `${passed} of ${report.cases.length} tests passed in ${time}, none failed.${left}`;
  }
  if (failed.length === 0) return `All ${report.cases.length} tests passed in ${time}.`;
  return `${failed.length} of ${report.cases.length} tests failed in ${time}: ${failed.map((one) => one.id).join(', ')}.${left}`;
}

/** What a server says may hold control characters, which a terminal would obey. */
function finish(lines: readonly string[]): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return `${lines.map((line) => line.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')).join('\n')}\n`;
}
