import { readFile } from 'node:fs/promises';
import type { Schema } from 'joi';
import { IMPORT_CONTEXT } from './kept-secret.ts';
import { SettingsError } from './load-settings.ts';
import { brokersFile } from './seed-file-schema.ts';
import type { BrokersFile } from './seed-file-types.ts';

/**
 * Reads and checks a seed file.
 *
 * @param placeholders - Values for `{simulatorUrl}` and the like.
 * @throws SettingsError naming every fault.
 */
export async function loadBrokersFile(
  path: string,
  placeholders: Readonly<Record<string, string>>,
): Promise<BrokersFile> {
  return checkBrokersFile(await readBrokersFile(path, placeholders), path);
}

/** Reads a seed file as the JSON that it is. @throws SettingsError */
export async function readBrokersFile(path: string, placeholders: Readonly<Record<string, string>>): Promise<unknown> {
  const text = await readText(path);
  const filled = text.replace(/\{(\w+)\}/g, (whole, key: string) => placeholders[key] ?? whole);
  return parseJson(filled, path);
}

/** @throws SettingsError naming every fault. */
export function checkBrokersFile(json: unknown, path: string): BrokersFile {
  return checkFile<BrokersFile>(brokersFile, json, path);
}

/** @returns The content with its defaults. @throws SettingsError naming every fault. */
export function checkFile<Content>(schema: Schema<Content>, json: unknown, path: string): Content {
  const { content, faults } = readContent(schema, json);
  if (content !== undefined) return content;
  throw new SettingsError(faults.map(([place, message]) => `${path}: ${place || 'the file'} ${message}.`));
}

export type CheckedContent<Content> =
  | { readonly content: Content; readonly faults: readonly [] }
  /** Each with its dotted place, which is empty for the whole. */
  | { readonly content: undefined; readonly faults: readonly (readonly [place: string, message: string])[] };

/** @param context - For what the schema asks of it. */
export function readContent<Content>(
  schema: Schema<Content>,
  json: unknown,
  context: Readonly<Record<string, unknown>> = {},
): CheckedContent<Content> {
  const { value, error } = schema.validate(json, {
    abortEarly: false,
    context,
    // The file holds secrets, so a fault is told by its place, never by its value.
    errors: { label: false },
  });
  if (!error) return { content: value, faults: [] };
  const faults = new Map<string, string>();
  for (const { path: place, message } of error.details) {
    const name = place.join('.');
    if (!faults.has(name)) faults.set(name, message);
  }
  return { content: undefined, faults: [...faults] };
}

/** A document that is to be imported: a seed file in which secrets may be left to what is there. */
export function readImportedFile(json: unknown): CheckedContent<BrokersFile> {
  return readContent<BrokersFile>(brokersFile, json, IMPORT_CONTEXT);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new SettingsError([`${path} cannot be read (${codeOf(cause)}). Give the path of a JSON file.`]);
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // The rest of the message can quote the text.
    const [place = ''] = / \(line \d+ column \d+\)/.exec(String(cause)) ?? [];
    throw new SettingsError([`${path} is not JSON${place}.`]);
  }
}
