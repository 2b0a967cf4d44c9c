import { describe, expect, inject, it } from 'vitest'
import { serveSite } from './serve.ts'
import { builds } from './testing/sites.ts'

describe.each(builds)('the preview of the site for $base', ({ base, folder }) => {
  const get = (path: string) => fetch(new URL(path, inject('sites')[base]), { redirect: 'manual' })

  it('finds pages without their extension', async () => {
    expect((await get('postgres/slots')).status).toBe(200)
  })

  it('adds the slash of a folder', async () => {
    const response = await get('postgres')
    expect([
      response.status,
      response.headers.get('location'),
    ]).toEqual([301, `${base}postgres/`])
  })

  it('answers an unknown path with the course\'s own 404 page', async () => {
    const response = await get('nowhere/at/all')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('<title>404')
  })

  it('serves the files of the labs as they are', async () => {
    expect(await (await get('labs/compose.yaml')).text()).toContain('quay.io/debezium/connect')
  })

  it('says so when its port is taken', async () => {
    const port = Number(new URL(inject('sites')[base]!).port)
    await expect(serveSite(folder, base, port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
