import type { Stack } from '../stack/compose.ts'
import type { Variables } from '../stack/interpolate.ts'
import type { Image, Instance } from './image.ts'
import { join } from 'node:path'
import { runFolder } from '../folders.ts'
import { byName, hostPort, localService } from '../stack/local.ts'
import { artifact } from './artifact.ts'
import { readImages } from './catalogue.ts'
import { labPython } from './python.ts'

/** A service of the stack together with what runs it here. */
export interface Runner {
  name: string
  image: Image
  instance: Instance
  pidFile: string
  log: string
}

/** Services without an image in `images/` have no runner: they exist with Docker only. */
export async function runners(stack: Stack, variables: Variables): Promise<Runner[]> {
  const images = await readImages()
  return stack.services.flatMap((service) => {
    const image = images.get(service.image)
    if (!image)
      return []
    const folder = join(runFolder, service.name)
    const instance: Instance = {
      service: localService(service, stack),
      variables,
      folder,
      artifact: name => artifact(name, variables).folder,
      venv: labPython.folder,
      port: container => hostPort(service, container),
      neighbour: (name, container) => hostPort(byName(stack, name), container),
    }
    return [{
      name: service.name,
      image,
      instance,
      pidFile: join(runFolder, `${service.name}.pid`),
      log: join(runFolder, `${service.name}.log`),
    }]
  })
}
