import type { LabState } from './state.ts'
import { expect, it } from 'vitest'
import { chooseEngine } from './choose.ts'

const running: LabState = {
  engine: 'native',
  services: ['kafka'],
  variables: {},
}

it('obeys, then follows the lab that runs', async () => {
  expect(await chooseEngine('docker', undefined)).toBe('docker')
  expect(await chooseEngine(undefined, running)).toBe('native')
  expect(await chooseEngine('native', running)).toBe('native')
})

it('refuses a second engine beside the one that runs, and an engine that does not exist', async () => {
  await expect(chooseEngine('docker', running)).rejects.toThrow('уже поднята на движке native')
  await expect(chooseEngine('podman', undefined)).rejects.toThrow('podman')
})
