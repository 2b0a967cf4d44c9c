import { expect, it } from 'vitest'
import { partNamed } from '../parts.ts'
import { kernel } from './kernels.ts'

it('a kernel starts from the environment of its part and carries what the part needs', async () => {
  expect(kernel(await partNamed('spark'), { LAB_PART: 'spark' })).toEqual({
    argv: [expect.stringMatching(/\.lab\/spark-venv\/bin\/python$/), '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
    display_name: 'Python + Spark',
    language: 'python',
    env: { LAB_PART: 'spark' },
  })
})
