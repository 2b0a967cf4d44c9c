import type { Variables } from './interpolate.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { parse } from 'yaml'
import { labsFolder } from '../folders.ts'
import { interpolate, interpolateAll, referenced } from './interpolate.ts'

export const composeFile = join(labsFolder, 'compose.yaml')

/** A port of the machine that a running service occupies. */
export interface Port {
  /** The variable that moves it: `POSTGRES_PORT`. */
  variable: string
  host: number
  /** The port its neighbours use inside the Docker network. */
  container: number
  /** False for ports of the internal network: only the native engine puts them on the machine. */
  published: boolean
}

export interface Volume {
  source: string
  target: string
}

export interface Service {
  name: string
  /** Repository of the image, without the tag. */
  image: string
  /** The image as Docker knows it. */
  tagged: string
  environment: Readonly<Record<string, string>>
  command: readonly string[]
  ports: readonly Port[]
  volumes: readonly Volume[]
  /** Its image is built here and not pulled. */
  built: boolean
  /** Services that must be ready first. */
  needs: readonly string[]
  /** A service with a profile starts only when it is asked for. */
  profiles: readonly string[]
}

export interface Stack {
  services: readonly Service[]
  /** Every variable the file refers to. */
  variables: readonly string[]
}

// Strict on purpose: a key that the native engine would ignore must not slip into the file unnoticed.
const serviceSchema = v.strictObject({
  image: v.string(),
  build: v.optional(v.unknown()),
  entrypoint: v.optional(v.array(v.string())),
  restart: v.optional(v.string()),
  ports: v.optional(v.array(v.string()), []),
  expose: v.optional(v.array(v.string()), []),
  environment: v.optional(v.record(v.string(), v.string()), {}),
  command: v.optional(v.array(v.string()), []),
  volumes: v.optional(v.array(v.string()), []),
  depends_on: v.optional(v.record(v.string(), v.strictObject({
    condition: v.literal('service_healthy'),
  })), {}),
  healthcheck: v.optional(v.unknown()),
  profiles: v.optional(v.array(v.string()), []),
  user: v.optional(v.string()),
  stop_grace_period: v.optional(v.string()),
})

const fileSchema = v.looseObject({
  services: v.record(v.string(), serviceSchema),
})

export function readStack(variables: Variables, text = readFileSync(composeFile, 'utf8')): Stack {
  const raw = v.parse(fileSchema, parse(text, { merge: true }))
  const { services } = v.parse(fileSchema, interpolateAll(raw, variables))
  return {
    services: Object.entries(services).map(([name, service]) => ({
      name,
      image: service.image.replace(/:[^/:]*$/, ''),
      tagged: service.image,
      environment: service.environment,
      command: service.command,
      built: service.build !== undefined,
      ports: [
        ...service.ports.map((port, i) => published(port, raw.services[name]!.ports[i]!)),
        ...service.expose.map((port, i) => internal(port, raw.services[name]!.expose[i]!)),
      ],
      volumes: service.volumes.map(volume),
      needs: Object.keys(service.depends_on),
      profiles: service.profiles,
    })),
    variables: referenced(text),
  }
}

/** Images with their tags that Compose pulls, and those that the built ones start from. */
export function pulledImages(variables: Variables, text = readFileSync(composeFile, 'utf8'), dockerfile = readFileSync(join(labsFolder, 'python/Dockerfile'), 'utf8')): string[] {
  const { services } = v.parse(fileSchema, interpolateAll(v.parse(fileSchema, parse(text, { merge: true })), variables))
  const pulled = Object.values(services).filter(service => service.build === undefined).map(service => service.image)
  return [...new Set([...pulled, ...baseImages(dockerfile).map(image => interpolate(image, variables))])]
}

/** What the stages of a Dockerfile start from, other stages left out. */
export function baseImages(dockerfile: string): string[] {
  const stages = [...dockerfile.matchAll(/^FROM (\S+)(?: AS (\S+))?/gm)]
  const names = stages.map(([, , name]) => name)
  return [...new Set(stages.map(([, image]) => image!))].filter(image => !names.includes(image))
}

/** `127.0.0.1:${X_PORT}:80` */
function published(value: string, template: string): Port {
  const [host, container] = value.split(':').slice(-2).map(Number)
  return {
    variable: referenced(template)[0] ?? '',
    host: host!,
    container: container!,
    published: true,
  }
}

/** `${X_PORT}` */
function internal(value: string, template: string): Port {
  return {
    variable: referenced(template)[0] ?? '',
    host: Number(value),
    container: Number(value),
    published: false,
  }
}

/** `source:/target[:mode]` */
function volume(value: string): Volume {
  const [source, target] = value.split(':')
  return { source: source!, target: target! }
}
