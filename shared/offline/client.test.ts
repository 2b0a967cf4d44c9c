import { afterEach, expect, it, vi } from 'vitest'
import { keepOffline } from './client.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

function browser(register: () => Promise<unknown>, connection = {}) {
  const container = Object.assign(new EventTarget(), { controller: null as object | null, register: vi.fn(register) })
  const reload = vi.fn()
  vi.stubGlobal('navigator', { serviceWorker: container, connection })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { readyState: 'complete' }))
  vi.stubGlobal('location', { reload })
  return { container, reload }
}

const registration = () => Promise.resolve(Object.assign(new EventTarget(), { waiting: null, installing: null }))

it('registers the worker of the site for all of the site', async () => {
  vi.stubEnv('PROD', true)
  const { container } = browser(registration)
  await keepOffline('/course/')
  expect(container.register).toHaveBeenCalledWith('/course/sw.js', { scope: '/course/' })
})

it('does nothing in development', async () => {
  vi.stubEnv('PROD', false)
  const { container } = browser(registration)
  await keepOffline('/')
  expect(container.register).not.toHaveBeenCalled()
})

it('fetches nothing for a reader who saves traffic', async () => {
  vi.stubEnv('PROD', true)
  const { container } = browser(registration, { saveData: true })
  await keepOffline('/')
  expect(container.register).not.toHaveBeenCalled()
})

it('lets a browser without workers, or one that refuses, read on', async () => {
  vi.stubEnv('PROD', true)
  browser(() => Promise.reject(new Error('blocked')))
  await expect(keepOffline('/')).resolves.toBeUndefined()
  vi.stubGlobal('navigator', {})
  await expect(keepOffline('/')).resolves.toBeUndefined()
})

it('reloads a page whose worker is replaced, and not one that gets its first', async () => {
  vi.stubEnv('PROD', true)
  const { container, reload } = browser(registration)
  await keepOffline('/')
  container.dispatchEvent(new Event('controllerchange'))
  expect(reload).not.toHaveBeenCalled()
  container.dispatchEvent(new Event('controllerchange'))
  expect(reload).toHaveBeenCalledOnce()
})
