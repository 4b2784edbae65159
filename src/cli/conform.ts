import { type Command, InvalidArgumentError, Option } from 'commander';
import { SETTINGS } from '../config/settings.ts';
import { findBrowser } from '../conformance/browser/find-browser.ts';
import { isSimulator } from '../conformance/browser/platform-view.ts';
import type { ConformanceProgress } from '../conformance/conformance-options.ts';
import { renderReport, renderReportAsJson, reportPassed } from '../conformance/render-report.ts';
import { runConformance } from '../conformance/run-conformance.ts';

interface ConformCommandOptions {
  readonly broker: string;
  readonly crm: string;
  readonly password: string;
  readonly login: string;
  readonly loginPassword: string;
  readonly secondLogin?: string;
  readonly secondLoginPassword?: string;
  readonly tokenSeconds?: number;
  /** `false`: none is to be used. */
  readonly browser?: string | false;
  /** `false`: none is to be asked. */
  readonly simulator?: string | false;
  readonly account?: number;
  readonly amount?: string;
  readonly only?: readonly string[];
  readonly fast?: boolean;
  readonly json?: boolean;
}

const PROBE_MS = 2_000;
const EXIT_FAILED = 1;
const EXIT_NOT_RUN = 2;

/** Adds `drawbridge conform <base-url>`. */
export function registerConform(program: Command): void {
  program
    .command('conform')
    .summary("play the vendor's conformance tests against a running bridge")
    .description(
      "Play the vendor's conformance tests against a running bridge, from outside: 6.1.1 to 6.1.7 with calls,\n" +
        '6.2.1 to 6.3.9 with a real browser. Takes about two minutes, for one test waits until a token expires.',
    )
    .argument('<base-url>', 'where the bridge answers, for example http://127.0.0.1:3000', parseBaseUrl)
    .requiredOption('--broker <brokerName>', 'the white label to test')
    .requiredOption('--crm <brokerCrmName>', 'its CRM')
    .addOption(secret('--password <password>', "the platform's password for call 4.1", 'CONFORM_PASSWORD'))
    .requiredOption('--login <email>', 'a trader of this white label')
    .addOption(secret('--login-password <password>', "that trader's password", 'CONFORM_LOGIN_PASSWORD'))
    .option('--second-login <email>', 'a second trader; without one, a new trader is signed up')
    .addOption(
      new Option('--second-login-password <password>', "the second trader's password").env(
        'CONFORM_SECOND_LOGIN_PASSWORD',
      ),
    )
    .option('--fast', 'wait 10 s instead of a minute, for a white label whose one-time tokens live 10 s')
    .option('--token-seconds <seconds>', 'after how long a one-time token must be expired (default: 60)', parseCount)
    .option('--browser <path>', 'a Chromium (default: the one in the search path)')
    .option('--no-browser', 'skip the tests that need a browser')
    .option(
      '--simulator <url>',
      'the simulator that plays the platform (default: the one of a bridge on this machine)',
      parseBaseUrl,
    )
    .option('--no-simulator', 'do not ask a simulator what the platform sees')
    .option(
      '--account <login>',
      "one of the trader's accounts, to pay into and out of (default: the simulator knows)",
      parseCount,
    )
    .option('--amount <amount>', 'what is paid (default: 25.00)')
    .option('--only <numbers>', 'tests to play, by the beginning of their numbers, such as 6.1,6.2.3', parseList)
    .option('--json', 'print the report as JSON, with every step')
    .addHelpText('after', '\nExit code: 0 all passed, 1 a test failed, 2 the bridge could not be reached.')
    .action(async (baseUrl: string, options: ConformCommandOptions, command: Command) => {
      if ((options.secondLogin === undefined) !== (options.secondLoginPassword === undefined)) {
        command.error('error: --second-login and --second-login-password belong together', { exitCode: 1 });
      }
      if (typeof options.simulator === 'string' && !(await isSimulator(new URL(options.simulator), PROBE_MS))) {
        command.error(`error: no simulator answers at ${options.simulator}`, { exitCode: 1 });
      }
      process.exitCode = await conform(baseUrl, options);
    });
}

async function conform(baseUrl: string, options: ConformCommandOptions): Promise<number> {
  const report = await runConformance(
    {
      baseUrl,
      brokerName: options.broker,
      brokerCrmName: options.crm,
      password: options.password,
      login: options.login,
      loginPassword: options.loginPassword,
      secondLogin: options.secondLogin,
      secondLoginPassword: options.secondLoginPassword,
      fast: options.fast ?? false,
      only: options.only,
      browserPath: options.browser === false ? undefined : (options.browser ?? findBrowser()),
      simulatorUrl: options.simulator === false ? undefined : (options.simulator ?? (await findSimulator(baseUrl))),
      account: options.account,
      amount: options.amount,
      ...(options.tokenSeconds === undefined ? {} : { oneTimeTokenTtlSeconds: options.tokenSeconds }),
    },
    process.stderr.isTTY ? showProgress : undefined,
  );
  if (options.json) process.stdout.write(renderReportAsJson(report));
  if (report.unreachableBecause !== null) {
    process.stderr.write(
      `Cannot reach ${report.baseUrl}: ${report.unreachableBecause}. Is the bridge running, and is the address right?\n`,
    );
    return EXIT_NOT_RUN;
  }
  if (!options.json) process.stdout.write(renderReport(report));
  return reportPassed(report) ? 0 : EXIT_FAILED;
}

/** @returns The simulator that runs beside a bridge on this machine, if it does. */
async function findSimulator(baseUrl: string): Promise<string | undefined> {
  const { hostname } = new URL(baseUrl);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return undefined;
  const { variable, defaultText } = SETTINGS.simulatorPort;
  const url = URL.parse(`http://127.0.0.1:${process.env[variable] ?? defaultText}`);
  return url && (await isSimulator(url, PROBE_MS)) ? url.href : undefined;
}

function showProgress(event: ConformanceProgress): void {
  process.stderr.write(`${sayProgress(event)}\n`);
}

function sayProgress(event: ConformanceProgress): string {
  switch (event.kind) {
    case 'case-started':
      return `${event.id}  ${event.title}`;
    case 'waiting':
      return `       waiting ${event.seconds.toFixed(1)} s: ${event.because}`;
    case 'case-finished':
      return `       ${event.report.result}`;
  }
}

/** A secret that need not stand on the command line, where other users of the machine could read it. */
function secret(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(variable).makeOptionMandatory();
}

function parseBaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new InvalidArgumentError('It has to be an http or https address, for example http://127.0.0.1:3000.');
  }
  return text;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('It has to be a whole number above 0.');
  return count;
}

function parseList(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
