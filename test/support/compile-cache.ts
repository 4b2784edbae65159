import { join } from 'node:path';

/** Lets the many processes of the tests start in half the time. */
export const COMPILE_CACHE = join(import.meta.dirname, '../../node_modules/.cache/drawbridge-tests');
