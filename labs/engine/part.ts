import type { PythonEnvironment } from './native/python.ts'
import type { Range } from './native/tools.ts'
import type { Variables } from './stack/interpolate.ts'

/** Something heavy that a few labs need: it is fetched by name, once, and never on the way to something else. */
export interface Part {
  /** As on the command line, in `# needs: spark` of a script, and the name of its service in compose.yaml. */
  name: string
  /** `Apache Spark` */
  title: string
  /** The variable of labs/.env that holds its version. */
  version: string
  /** Profiles of pom.xml that it consists of. */
  artifacts: readonly string[]
  /** A Python environment, in which notebooks and drills that need the part run; a service has none. */
  python?: PartPython
  /**
   * Megabytes (10^6), measured on Linux x86-64: what `get` fetches into empty caches, and what then lies in `.lab`, without
   * the copies that Maven and pip keep. A lab test compares the second with the disk.
   */
  size: { download: number, disk: number }
}

export interface PartPython {
  environment: PythonEnvironment
  /** Versions of Java that it runs on. */
  java: Range
  /** What JupyterLab calls its kernel. */
  kernel: string
}

/** `Apache Spark 4.2.0` */
export function partTitle({ title, version }: Part, variables: Variables): string {
  return `${title} ${variables[version]}`
}

/** `скачать ≈ 602 МБ, на диске ≈ 1078 МБ` */
export function partSize({ size }: Part): string {
  return `скачать ≈ ${size.download} МБ, на диске ≈ ${size.disk} МБ`
}

export function getCommand(parts: readonly Part[]): string {
  return `npm run lab -- get ${parts.map(it => it.name).join(' ')}`
}
