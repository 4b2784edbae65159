import joi from 'joi';

/** Stands in an exported document where a secret would. An import keeps what is there, or makes a new one. */
export const KEPT_SECRET = '(keep what is there)';

/** Tells the schema that a file is an import, where the placeholder may stand. */
export const IMPORT_CONTEXT = { isImport: true };

/** A secret in a file. Whatever takes files as they are would otherwise save the placeholder as a password. */
export function secretText(minLength: number) {
  return joi
    .string()
    .min(minLength)
    .custom((value: string, helpers) => {
      if (value !== KEPT_SECRET || helpers.prefs.context?.isImport === true) return value;
      return helpers.message({ custom: 'is the placeholder of an export; `drawbridge import` takes it' });
    });
}
