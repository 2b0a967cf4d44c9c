import { expect, it } from 'vitest'
import { readStack } from './stack/compose.ts'
import { stackVariables } from './stack/variables.ts'
import { withNeeds } from './up.ts'

const stack = readStack(stackVariables({}))

it('starts with a service all that it needs', () => {
  expect(withNeeds(stack, ['standby']).sort()).toEqual(['postgres', 'standby'])
  expect(withNeeds(stack, ['prometheus']).sort()).toEqual(['connect', 'kafka', 'postgres', 'prometheus'])
  expect(withNeeds(stack, ['kafka'])).toEqual(['kafka'])
})
