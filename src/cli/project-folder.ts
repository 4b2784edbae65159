import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `views/`, `config/` and `package.json` stand. */
export const PROJECT_FOLDER = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
