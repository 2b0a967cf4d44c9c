/** `major.minor.patch`. A patch asks nobody to read again, a minor version changes places, a major one the module. */
export const versionPattern = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/

/** Negative when `a` is the older version, 0 when they are one. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('.').map(Number)) as [number[], number[]]
  const at = left.findIndex((n, i) => n !== right[i])
  return at < 0 ? 0 : left[at]! - right[at]!
}
