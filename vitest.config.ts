import { defineConfig } from 'vitest/config'

const generated = ['**/node_modules/**', '**/dist/**', '.lab/**']

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...generated, '**/*.lab.test.ts', '**/*.site.test.ts', '**/*.content.test.ts'] } },
      { extends: true, test: { name: 'labs', include: ['labs/**/*.lab.test.ts'], exclude: generated, fileParallelism: false, testTimeout: 300_000, hookTimeout: 600_000 } },
    ],
  },
})
