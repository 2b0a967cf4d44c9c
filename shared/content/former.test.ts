import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { root } from '../site/folders.ts'
import { formerNames, isOption, knownOptions } from './options.ts'

const known = knownOptions()
const classes = new Set((JSON.parse(readFileSync(`${root}labs/options.json`, 'utf8')) as { owners: { class: string }[] }).owners.map(o => o.class))

/** Whether the pinned software has a name of this kind; values are asked of the worker itself (labs/debezium/06_names.py). */
function has(kind: string, name: string): boolean {
  return kind === 'class' ? classes.has(name) : isOption(name, known)
}

describe('a former name', () => {
  it.each(formerNames().filter(n => n.kind !== 'value'))('$old has a successor, and is gone unless it still works', ({ kind, old, now, outcome }) => {
    expect(has(kind, now), now).toBe(true)
    expect(has(kind, old), old).toBe(outcome === 'works')
  })

  it.each(formerNames().filter(n => n.kind === 'value'))('$option=$old is a value of an option that exists', ({ option }) => {
    expect(known).toContain(option)
  })

  it('is told once', () => {
    const names = formerNames().map(n => `${n.option}=${n.old}`)
    expect(new Set(names).size).toBe(names.length)
  })
})
