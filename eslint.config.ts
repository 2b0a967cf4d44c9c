import antfu from '@antfu/eslint-config'

export default antfu({
  type: 'app',
  vue: true,
  typescript: true,
  yaml: true,
  // The Python package is ruff's.
  toml: false,
  formatters: {
    css: true,
    markdown: 'prettier',
    slidev: {
      files: ['decks/**/*.md'],
    },
  },
  ignores: [
    'dist',
    '.lab',
    '.cache',
    'labs/**/recorded/**',
    // Written by `cdclab options`.
    'labs/options.json',
    '**/*.md/**',
    'labs/python/**/*.lock',
  ],
}, {
  rules: {
    'no-console': 'off',
    'node/prefer-global/process': 'off',
    'node/prefer-global/buffer': 'off',
    'antfu/no-top-level-await': 'off',
    // It breaks short calls and pairs over lines: one idea a line reads better.
    'antfu/reasonable-newline': 'off',
  },
}, {
  // A deck has a heading on every slide.
  files: ['decks/**/*.md'],
  rules: { 'markdown/no-multiple-h1': 'off' },
}, {
  // Prose is left as it was written: padding a table of Russian sentences makes every change touch every row.
  files: ['workbook/**/*.md', 'labs/**/*.md', 'shared/**/*.md', '*.md'],
  rules: { 'format/prettier': 'off' },
})
