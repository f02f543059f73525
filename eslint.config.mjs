// The house style as far as a linter can hold it; see STYLE.md and ARCHITECTURE.md.

import js from '@eslint/js';
import { relative, sep } from 'node:path';
import tseslint from 'typescript-eslint';
import { layerViolation } from './scripts/layers.mjs';
import { projectRoot } from './scripts/run.mjs';

const layersRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(projectRoot, context.filename).split(sep).join('/');
    const check = (node) => {
      if (typeof node.source?.value !== 'string') return;
      const isTypeOnly = (node.importKind ?? node.exportKind) === 'type';
      const message = layerViolation({ file, specifier: node.source.value, isTypeOnly });
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

const sizes = {
  'max-lines': ['error', 400],
  'max-lines-per-function': ['error', 60],
  'max-params': ['error', 4],
};

const typescript = {
  files: ['**/*.ts'],
  extends: [tseslint.configs.strictTypeChecked],
  languageOptions: {
    parserOptions: {
      project: ['tsconfig.json', 'tsconfig.webview.json'],
      tsconfigRootDir: projectRoot,
    },
  },
  plugins: { weft: { rules: { layers: layersRule } } },
  rules: {
    'weft/layers': 'error',
    // Numbers read well in text; everything else is formatted on purpose.
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    // `return fold(…)` in a switch, and conditions on fields that change while we await.
    '@typescript-eslint/no-confusing-void-expression': 'off',
    '@typescript-eslint/no-unnecessary-condition': 'off',
    '@typescript-eslint/no-dynamic-delete': 'off',
    '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    '@typescript-eslint/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
  },
};

/** On the path of every operation of every thread, where an object per call would be felt. */
const hotPath = {
  files: ['src/runtime/**', 'src/core/trace/encode.ts', 'test/support/kernel/**'],
  rules: { 'max-params': ['error', 6] },
};

/** Same program and schedule, same trace: core reads no clock and draws no random number. */
const pureCore = {
  files: ['src/core/**'],
  rules: {
    'no-restricted-globals': ['error', 'Date', 'console'],
    'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    'no-restricted-syntax': ['error', { selector: 'TSNullKeyword', message: 'Use undefined.' }],
  },
};

const tests = {
  files: ['test/**/*.ts'],
  rules: {
    // A `describe` is one long function by nature, and JSON under test has no type.
    'max-lines-per-function': 'off',
    '@typescript-eslint/no-unsafe-argument': 'off',
    '@typescript-eslint/no-unsafe-assignment': 'off',
    '@typescript-eslint/no-unsafe-call': 'off',
    '@typescript-eslint/no-unsafe-member-access': 'off',
    '@typescript-eslint/no-unsafe-return': 'off',
  },
};

const nodeGlobals = Object.fromEntries(
  ['console', 'process', 'performance', 'URL', 'fetch', 'setTimeout', 'clearTimeout'].map(
    (name) => [name, 'readonly'],
  ),
);

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'node_modules/', 'test-results/'] },
  js.configs.recommended,
  { rules: { eqeqeq: 'error', 'no-empty': 'error', ...sizes } },
  { files: ['**/*.mjs'], languageOptions: { globals: nodeGlobals } },
  typescript,
  hotPath,
  pureCore,
  tests,
);
