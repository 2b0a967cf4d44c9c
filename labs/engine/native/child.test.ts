import process from 'node:process'
import { expect, it } from 'vitest'
import { until } from '../wait.ts'
import { runChild } from './child.ts'
import { identify } from './identity.ts'

const calm = new AbortController().signal

it('collects both streams and tells failure', async () => {
  expect(await runChild(process.execPath, ['-e', 'console.log("out"); console.error("err"); process.exit(2)'], calm)).toEqual({ failed: true, output: 'out\nerr' })
})

it('reports a program that does not exist as a failure', async () => {
  expect(await runChild('no-such-program', [], calm)).toMatchObject({ failed: true })
})

it('ends the children of the program too when it is given up', async () => {
  const stop = new AbortController()
  const script = 'const c = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); console.log("child " + c.pid); setInterval(() => {}, 1000)'
  let child = 0
  const run = runChild(process.execPath, ['-e', script], stop.signal, (text) => {
    child = Number(/child (\d+)/.exec(text)?.[1])
    stop.abort(new Error('enough'))
  })
  await expect(run).rejects.toThrow('enough')
  expect(child).toBeGreaterThan(0)
  await until(async () => expect(identify(child)).toBeUndefined(), { deadline: 5, every: 20 })
})
