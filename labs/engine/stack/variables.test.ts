import { describe, expect, it } from 'vitest'
import { picked, refuseChange, stackVariables } from './variables.ts'

describe('stackVariables', () => {
  it('puts the environment over labs/.env, and a running lab over both', () => {
    expect(stackVariables({}).POSTGRES_PORT).toBe('5432')
    expect(stackVariables({ POSTGRES_PORT: '1' }).POSTGRES_PORT).toBe('1')
    expect(stackVariables({ POSTGRES_PORT: '1' }, { POSTGRES_PORT: '2' }).POSTGRES_PORT).toBe('2')
  })
})

it('refuses to move a running lab, naming the port it has', () => {
  expect(() => refuseChange({ KAFKA_PORT: '1' }, { KAFKA_PORT: '9092' })).toThrow('KAFKA_PORT=9092')
  expect(() => refuseChange({ KAFKA_PORT: '9092' }, { KAFKA_PORT: '9092' })).not.toThrow()
  expect(() => refuseChange({}, { KAFKA_PORT: '9092' })).not.toThrow()
})

it('picks the variables that have a value', () => {
  expect(picked(['A', 'B'], { A: '1', C: '2' })).toEqual({ A: '1' })
})
