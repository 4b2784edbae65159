/** Loaded before each test file (see the script `test` in package.json), so that it starts in half the time. */
import { enableCompileCache } from 'node:module';
import { COMPILE_CACHE } from './compile-cache.ts';

enableCompileCache(COMPILE_CACHE);
