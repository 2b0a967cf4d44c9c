import type { Engine } from './engine.ts'
import type { Lab } from './lab.ts'
import { describe, expect, it } from 'vitest'
import { obey, request } from './control.ts'
import { readStack } from './stack/compose.ts'
import { stackVariables } from './stack/variables.ts'

describe('request', () => {
  it('tells a line for the engine from one for the reader', () => {
    expect(request('\u001E["kill", "connect"]')).toEqual(['kill', 'connect'])
    expect(request('kill connect')).toBeUndefined()
  })
})

describe('obey', () => {
  const killed: string[] = []
  const exec: Engine['exec'] = async (program, args, { part, take }) => {
    take!(`${part!.name}: ${program} ${args.join(' ')}`, 'stdout')
    take!('a warning', 'stderr')
    return 3
  }
  const lab = {
    stack: readStack(stackVariables({})),
    engine: { kill: async (name: string) => void killed.push(name), exec },
  } as unknown as Lab
  const ask = async (...words: string[]) => JSON.parse(await obey(lab, words, new AbortController().signal)) as { error: string | null }

  it('acts and answers', async () => {
    expect(await ask('kill', 'connect')).toEqual({ error: null })
    expect(killed).toEqual(['connect'])
  })

  it('runs a program where a heavy part is, and hands over what it wrote and how it ended', async () => {
    expect(await ask('exec', 'spark', 'cdclab', 'produce', 'platform/01_spark')).toEqual({
      error: null,
      done: { code: 3, stdout: 'spark: cdclab produce platform/01_spark\n', stderr: 'a warning\n' },
    })
    expect((await ask('exec', 'hadoop', 'cdclab')).error).toContain('Нет тяжёлой части «hadoop»')
  })

  it('answers with what is wrong', async () => {
    expect((await ask('kill', 'conect')).error).toContain('Нет службы')
    expect((await ask('explode', 'connect')).error).toContain('explode')
  })
})
