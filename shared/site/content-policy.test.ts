import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { policyOf, sitePolicy, withPolicy } from './content-policy.ts'

const page = '<html><head><script>go()</script><script type="module" src="/a.js"></script></head><body></body></html>'

describe('content policy', () => {
  it('allows the page\'s own inline scripts and no others', () => {
    expect(policyOf(page)).toContain(`script-src 'self' 'sha256-${createHash('sha256').update('go()').digest('base64')}';`)
    expect(policyOf(page)).not.toContain('unsafe-eval')
  })

  it('stands before everything that it governs', () => {
    expect(withPolicy(page)).toMatch(/^<html><head><meta http-equiv="Content-Security-Policy"/)
  })

  it('refuses a page that it cannot protect', () => {
    expect(() => withPolicy('<p>')).toThrow('No <head>')
  })
})

describe('the policy of the site', () => {
  it('allows the scripts of all its pages and no frame of another site', () => {
    const policy = sitePolicy([page, '<head><script>stop()</script></head>'])
    expect(policy).toContain(createHash('sha256').update('go()').digest('base64'))
    expect(policy).toContain(createHash('sha256').update('stop()').digest('base64'))
    expect(policy).toMatch(/; frame-ancestors 'self'$/)
  })

  it('counts no data among the scripts', () => {
    expect(policyOf('<head><script type="application/ld+json">{}</script></head>')).toContain('script-src \'self\';')
  })
})
