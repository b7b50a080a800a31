import { createRequire } from 'node:module';

import { transformFileSync } from '@swc/core';

/** Loads the plugin's sources directly: Node 20 does not know TypeScript. */
export const requireTypeScript = createRequire(import.meta.url);

requireTypeScript.extensions['.ts'] = (module, file) => {
  const { code } = transformFileSync(file, {
    module: { type: 'commonjs' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  module._compile(code, file);
};
