import { type Command, InvalidArgumentError, Option } from 'commander';
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
  readonly fast?: boolean;
  readonly json?: boolean;
}

const EXIT_FAILED = 1;
const EXIT_NOT_RUN = 2;

/** Adds `drawbridge conform <base-url>`. */
export function registerConform(program: Command): void {
  program
    .command('conform')
    .summary("play the vendor's conformance tests against a running bridge")
    .description(
      "Play the vendor's conformance tests 6.1.1 to 6.1.7 against a running bridge, from outside.\n" +
        'Takes a little over a minute, for one test waits until a token expires.',
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
    .option('--token-seconds <seconds>', 'after how long a one-time token must be expired (default: 60)', parseSeconds)
    .option('--json', 'print the report as JSON, with every step')
    .addHelpText('after', '\nExit code: 0 all passed, 1 a test failed, 2 the bridge could not be reached.')
    .action(async (baseUrl: string, options: ConformCommandOptions, command: Command) => {
      if ((options.secondLogin === undefined) !== (options.secondLoginPassword === undefined)) {
        command.error('error: --second-login and --second-login-password belong together', { exitCode: 1 });
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

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1) throw new InvalidArgumentError('It has to be a whole number above 0.');
  return seconds;
}
