import antfu from '@antfu/eslint-config'

export default antfu({
  type: 'app',
  vue: true,
  typescript: true,
  yaml: true,
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
    '**/*.md/**',
    'labs/python/**/*.lock',
  ],
}, {
  rules: {
    'no-console': 'off',
    'node/prefer-global/process': 'off',
    'node/prefer-global/buffer': 'off',
    'antfu/no-top-level-await': 'off',
  },
}, {
  // A deck has a heading on every slide.
  files: ['decks/**/*.md'],
  rules: { 'markdown/no-multiple-h1': 'off' },
})
