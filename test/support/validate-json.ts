import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from '../../src/http/openapi/json-schema.ts';
import type { OpenApiDocument } from '../../src/http/openapi/openapi-document.ts';

/** @returns What is wrong with a value, or `undefined`. */
export type ValidateJson = (value: unknown) => string | undefined;

/** By JSON Schema 2020-12, with formats. */
export function createValidate(schema: JsonSchema): ValidateJson {
  return validatorOf(newAjv(), schema);
}

/** Schemas of a document may refer to its shared ones. */
export function createDocumentValidate(document: OpenApiDocument): (schema: JsonSchema) => ValidateJson {
  const ajv = newAjv();
  ajv.addSchema({ $id: 'openapi', components: document.components }, 'openapi');
  const made = new Map<string, ValidateJson>();
  return (schema) => {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components');
    const known = made.get(text) ?? validatorOf(ajv, JSON.parse(text));
    made.set(text, known);
    return known;
  };
}

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  return ajv;
}

function validatorOf(ajv: Ajv2020, schema: object): ValidateJson {
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
}
