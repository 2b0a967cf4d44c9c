import type { Progress } from './state.ts'
import { parse } from './parse.ts'

/** A file of progress holds some kilobytes; anything much larger is another file. */
const MAX_FILE_BYTES = 1_000_000

/** `dropped` entries made no sense and are left out. */
export type Imported = { progress: Progress, dropped: number } | { error: string }

/** What the reader is told of a text that cannot be taken in. */
interface Refusals { unreadable: string, newer: (version: number) => string }

export function readProgress(text: string, now: number, refusals: Refusals): Imported {
  const parsed = parse(text, now)
  switch (parsed.kind) {
    case 'unreadable':
      return { error: refusals.unreadable }
    case 'newer':
      return { error: refusals.newer(parsed.version) }
    case 'ok':
      return { progress: parsed.progress, dropped: 0 }
    case 'damaged':
      return { progress: parsed.progress, dropped: parsed.dropped }
  }
}

/** Progress out of a file chosen by the reader; the error says in Russian what is wrong and what to do. */
export async function readProgressFile(file: Blob, now = Date.now()): Promise<Imported> {
  if (file.size > MAX_FILE_BYTES)
    return { error: `Файл слишком велик (${Math.round(file.size / 1e6)} МБ): это не файл прогресса. Выберите debezium-course-progress.json.` }
  return readProgress(await file.text(), now, {
    unreadable: 'Это не файл прогресса курса. Выберите файл, который сохранила кнопка «Сохранить в файл».',
    newer: version => `Файл записан более новой версией курса (формат ${version}). Обновите страницу и загрузите файл ещё раз.`,
  })
}

/** Hands `text` to the reader as a download. */
export function offerFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  URL.revokeObjectURL(url)
}
