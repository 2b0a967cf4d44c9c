import antfu from '@antfu/eslint-config'

export default antfu({
  type: 'app',
  vue: true,
  typescript: true,
  yaml: true,
  formatters: { css: true, slidev: { files: ['decks/**/*.md'] } },
  ignores: ['dist', '.lab', '.cache', 'labs/**/recorded/**', '**/*.md/**', 'labs/python/**/*.lock'],
}, {
  rules: {
    'no-console': 'off',
    'node/prefer-global/process': 'off',
  },
})
