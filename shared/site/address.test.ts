import { afterEach, describe, expect, it, vi } from 'vitest'
import { editUrl, siteUrl } from './address.ts'

afterEach(() => vi.unstubAllEnvs())

describe('the address of the site', () => {
  it('is the homepage\'s, below the base of the build', () => {
    vi.stubEnv('SITE_URL', '')
    expect(siteUrl()).toMatch(/^https:\/\/[^/]+\/debezium-course\/$/)
    expect(siteUrl('/')).toMatch(/^https:\/\/[^/]+\/$/)
  })

  it('is what the deployment says, with one slash at the end', () => {
    vi.stubEnv('SITE_URL', 'https://example.org/course')
    expect(siteUrl()).toBe('https://example.org/course/')
    expect(siteUrl('/course/')).toBe('https://example.org/course/')
  })

  it('cannot contradict the base', () => {
    vi.stubEnv('SITE_URL', 'https://example.org/course/')
    expect(() => siteUrl('/')).toThrow('говорят о разных путях')
  })

  it.each(['example.org', 'ftp://example.org/', 'https://example.org/?a'])('is not %s', (url) => {
    vi.stubEnv('SITE_URL', url)
    expect(() => siteUrl()).toThrow('не годится')
  })
})

describe('a link to edit a page', () => {
  it('leads to the fork that builds the site', () => {
    vi.stubEnv('GITHUB_SERVER_URL', 'https://github.com')
    vi.stubEnv('GITHUB_REPOSITORY', 'reader/fork')
    expect(editUrl('workbook/postgres/slots.md')).toBe('https://github.com/reader/fork/edit/main/workbook/postgres/slots.md')
  })

  it('leads to the repository of package.json elsewhere', () => {
    vi.stubEnv('GITHUB_REPOSITORY', '')
    expect(editUrl('a.md')).toMatch(/^https:\/\/github\.com\/[\w-]+\/debezium-course\/edit\/main\/a\.md$/)
  })
})
