import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { changesPlugin } from './shared/changes/plugin.ts'
import { runPlugin } from './shared/player/plugin.ts'
import { quizPlugin } from './shared/quiz/plugin.ts'

const generated = [
  '**/node_modules/**',
  'dist/**',
  '.lab/**',
  '.cache/**',
]
/** What needs more than the repository: `content` reads all of it, `site` a built site, `labs` a running stack. */
const special = ['content', 'site', 'lab'].map(kind => `**/*.${kind}.test.ts`)

export default defineConfig({
  plugins: [
    vue(),
    quizPlugin(),
    changesPlugin(),
    runPlugin(),
  ],
  test: {
    // No test is about time; a busy machine must not fail one.
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [
            ...generated,
            ...special,
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'content',
          include: ['**/*.content.test.ts'],
          exclude: generated,
        },
      },
      {
        extends: true,
        test: {
          name: 'site',
          include: ['**/*.site.test.ts'],
          exclude: generated,
          globalSetup: 'shared/site/testing/sites.ts',
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'labs',
          include: ['labs/**/*.lab.test.ts'],
          exclude: generated,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
