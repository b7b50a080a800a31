import { createRequire } from 'node:module';

/**
 * Loads a package on first use. Not by `import()`, which throws in a project's own tests: jest runs CommonJS,
 * and has no modules unless Node is told so.
 */
export const requireLazily = <T>(name: string): T => createRequire(import.meta.url)(name) as T;
