import joi from 'joi';
import { checkFile, readBrokersFile } from './brokers-file.ts';
import type { Settings } from './load-settings.ts';

/** The banners that a broker has the platform show, as call 3.9 has them under `rules`. */
export interface RibbonsFile {
  readonly ribbons: readonly RibbonOfFile[];
}

export interface RibbonOfFile {
  readonly color: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly closable: boolean;
  readonly action: { readonly urlExternal: string } | { readonly urlinApp: string };
  readonly brokerName?: string;
  readonly ctidTraderAccountId?: number;
}

const ribbon = joi.object({
  color: joi
    .string()
    .pattern(/^#[0-9a-f]{6}$/i)
    .message('must be a colour such as #1d5fd1')
    .required(),
  title: joi.string().max(200).required(),
  enabled: joi.boolean().strict().default(true),
  closable: joi.boolean().strict().default(true),
  action: joi
    .object({ urlExternal: joi.string().max(2000), urlinApp: joi.string().max(2000) })
    .xor('urlExternal', 'urlinApp')
    .messages({
      'object.missing': 'must hold urlExternal or urlinApp',
      'object.xor': 'must hold one of urlExternal and urlinApp, not both',
    })
    .required(),
  brokerName: joi.string(),
  ctidTraderAccountId: joi.number().integer().min(1),
});

const ribbonsFile = joi.object<RibbonsFile>({ ribbons: joi.array().items(ribbon).min(1).max(20).required() });

/**
 * Reads a file of ribbons. `{publicUrl}` in it is the bridge's address.
 *
 * @throws SettingsError naming every fault.
 */
export async function loadRibbonsFile(path: string, { publicUrl }: Pick<Settings, 'publicUrl'>): Promise<RibbonsFile> {
  return checkFile<RibbonsFile>(ribbonsFile, await readBrokersFile(path, { publicUrl }), path);
}
