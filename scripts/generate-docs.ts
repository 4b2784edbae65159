/** `npm run docs`: writes the pages that are made from tables in the source. With `--check` it only compares. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SETTINGS, type Setting } from '../src/config/settings.ts';
import { describeAdminApi } from '../src/entrypoints/admin/describe-admin-api.ts';
import { allOperations, createOperations } from '../src/entrypoints/admin/operations.ts';
import { describeBrokerApi } from '../src/entrypoints/broker-api/describe-broker-api.ts';
import { brokerApiRoutes } from '../src/entrypoints/broker-api/routes.ts';
import { describeCrmApi } from '../src/entrypoints/crm-api/describe-crm-api.ts';
import { CRM_API_CODES } from '../src/entrypoints/crm-api/errors.ts';
import { crmApiRoutes } from '../src/entrypoints/crm-api/routes.ts';
import { ERROR_CATALOGUE, ERROR_CODES } from '../src/errors/catalogue.ts';
import { clientOperations, clientTypes } from './generate-client.ts';
import { withoutDependencies } from './without-dependencies.ts';

const PROJECT = join(import.meta.dirname, '..');

const BROKER_API = describeBrokerApi(brokerApiRoutes(withoutDependencies()), 'http://127.0.0.1:3000');

const ADMIN_OPERATIONS = allOperations(createOperations(withoutDependencies(), withoutDependencies()));

const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  '.env.example': environmentExample,
  'docs/configuration.md': configurationPage,
  'docs/errors.md': errorsPage,
  'docs/openapi/admin.json': () => json(describeAdminApi(ADMIN_OPERATIONS, 'http://127.0.0.1:3000')),
  'docs/openapi/broker-api.json': () => json(BROKER_API),
  'docs/openapi/crm-api.json': () => json(describeCrmApi(crmApiRoutes(withoutDependencies()))),
  'src/client/operations.ts': () => clientOperations(BROKER_API),
  'src/client/broker-api-types.ts': () => clientTypes(BROKER_API),
};

const checkOnly = process.argv.includes('--check');
for (const [path, render] of Object.entries(PAGES)) {
  const file = join(PROJECT, path);
  const wanted = await render();
  if (readIfPresent(file) === wanted) continue;
  if (checkOnly) {
    process.stdout.write(`${path} is out of step with the source; run: npm run docs\n`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
    process.stdout.write(`wrote ${path}\n`);
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function settings(): Setting[] {
  return Object.values<Setting>(SETTINGS);
}

function environmentExample(): string {
  const blocks = settings().map(({ variable, defaultText, sentence, production }) => {
    const needed = production ? [`# Production mode needs it. ${production.remedy}`] : [];
    return [`# ${sentence}`, ...needed, `# ${variable}=${defaultText ?? ''}`].join('\n');
  });
  const head = '# Every setting of the bridge, with its default. Copy the lines that you change into the environment.';
  return `${head}\n\n${blocks.join('\n\n')}\n`;
}

function configurationPage(): string {
  const rows = settings().map(({ variable, defaultText, sentence, production }) => {
    const needed = production ? ` **Needed in production mode:** ${production.remedy}` : '';
    return `| \`${variable}\` | ${defaultText === null ? '–' : `\`${defaultText}\``} | ${escapeCell(sentence + needed)} |`;
  });
  return [
    '# Settings',
    '',
    'The bridge is set up by environment variables. A fault in any of them stops the start, and all faults are named at once.',
    '',
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
    'Brokers and white labels are records, not settings; a file can bring them in at the start (`BROKERS_FILE`).',
    '[config/brokers.example.json](../config/brokers.example.json) shows every field.',
    '',
    generatedNote('src/config/settings.ts'),
  ].join('\n');
}

function errorsPage(): string {
  const rows = ERROR_CODES.map((code) => {
    const { status, sentence, remedy } = ERROR_CATALOGUE[code];
    const vendorCode = CRM_API_CODES[code];
    return `| \`${code}\` | ${status} | ${vendorCode ? `\`${vendorCode}\`` : '–'} | ${sentence}. | ${escapeCell(remedy)} |`;
  });
  return [
    '# Errors',
    '',
    'Everything that can go wrong on purpose. Each audience puts it in its own words: the platform’s backend gets the vendor’s code',
    'in `{"error","message","code"}`, a trader gets a page. Every answer carries `X-Request-Id`, under which the log tells more.',
    '',
    '| our code | status | code on calls 4.1–4.5 | meaning | what to do |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    generatedNote('src/errors/catalogue.ts'),
  ].join('\n');
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function generatedNote(source: string): string {
  return `*This page is made from \`${source}\` by \`npm run docs\`.*\n`;
}
