import { describe, expect, it } from 'vitest'
import { stackVariables } from '../stack/variables.ts'
import { artifact, platformName, pomVersions } from './artifact.ts'
import { readImages } from './catalogue.ts'

const versions = { ...stackVariables({}), KAFKA_VERSION: '4.3.1', DEBEZIUM_VERSION: '3.7.0.Final', POSTGRES_VERSION: '18.4' }

describe('artifact', () => {
  it('is named after its version, and after the platform when it depends on it', () => {
    expect(artifact('kafka', versions).title).toBe('kafka-4.3.1')
    expect(artifact('postgres', versions).title).toBe(`postgres-18.4-${platformName()}`)
  })

  it('is made again when its profile changes, and not when another does', () => {
    const pom = `<profile><id>a</id>\${A_VERSION}</profile><profile><id>b</id>one</profile>`
    const key = (text: string) => artifact('a', { A_VERSION: '1' }, text).key
    expect(key(pom)).toBe(key(pom.replace('one', 'two')))
    expect(key(pom)).not.toBe(key(pom.replace('<id>a</id>', '<id>a</id> ')))
  })

  it('exists for every image', async () => {
    const profiles = [
      ...(await readImages()).values(),
    ].flatMap(image => image.artifacts)
    expect(() => profiles.map(profile => artifact(profile, versions))).not.toThrow()
    expect(() => artifact('zookeeper', versions)).toThrow('zookeeper')
  })
})

it('passes every version of pom.xml to Maven', () => {
  expect(pomVersions()).toContain('KAFKA_VERSION')
  expect(pomVersions().filter(name => !stackVariables({})[name])).toEqual([])
})

describe('platformName', () => {
  it.each([
    ['linux', 'x64', 'linux-amd64'],
    ['darwin', 'arm64', 'darwin-arm64v8'],
  ])('%s %s → %s', (os, cpu, name) => expect(platformName(os, cpu)).toBe(name))

  it('sends other machines to Docker', () => {
    expect(() => platformName('win32', 'x64')).toThrow(expect.objectContaining({
      remedy: expect.stringContaining('--engine docker'),
    }))
  })
})
