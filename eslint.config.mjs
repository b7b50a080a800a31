import js from '@eslint/js';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

import { importsTellTheTruth } from './scripts/lint/imports.mjs';

const typescript = ['{server,admin,shared,tests}/**/*.{ts,tsx}'];

const theOneClock = 'Time comes from the one clock, so that a test can advance it.';

export default defineConfig(
  {
    ignores: [
      'dist/',
      'coverage/',
      '.tmp/',
      '.cache/',
      'tests/output/',
      'tests/app/{build,.strapi,types,public}/',
    ],
  },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    plugins: { gatehouse: { rules: { 'imports-tell-the-truth': importsTellTheTruth } } },
    rules: {
      'gatehouse/imports-tell-the-truth': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: typescript,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // An unawaited guard is no guard.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: ['server/src/domain/**', 'shared/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(@strapi/|koa|knex|react|node:(fs|http|https|child_process|timers)(/|$))',
              message: 'Pure code: no Strapi, no React, no I/O.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['server/src/**'],
    ignores: ['server/src/platform/clock*'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: theOneClock },
        {
          selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
          message: theOneClock,
        },
      ],
    },
  },
  {
    files: ['admin/src/**', 'tests/admin/**'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: globals.browser },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['tests/**'],
    ignores: ['tests/support/fast-check.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { name: 'fast-check', message: 'tests/support/fast-check.ts has its inputs the same each time.' },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // These talk to whoever runs them.
    files: ['scripts/**', 'tests/app/scripts/**', 'tests/bench/**'],
    rules: { 'no-console': 'off' },
  },
);
