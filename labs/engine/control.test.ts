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
  const lab = {
    stack: readStack(stackVariables({})),
    engine: { kill: async (name: string) => void killed.push(name) },
  } as unknown as Lab
  const ask = async (...words: string[]) => JSON.parse(await obey(lab, words, new AbortController().signal)) as { error: string | null }

  it('acts and answers', async () => {
    expect(await ask('kill', 'connect')).toEqual({ error: null })
    expect(killed).toEqual(['connect'])
  })

  it('answers with what is wrong', async () => {
    expect((await ask('kill', 'conect')).error).toContain('Нет службы')
    expect((await ask('explode', 'connect')).error).toContain('explode')
  })
})
