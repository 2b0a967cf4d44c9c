import type { Progress } from './state.ts'
import { parse } from './parse.ts'

/** A file of progress holds some kilobytes; anything much larger is another file. */
const MAX_FILE_BYTES = 1_000_000

export type Imported = { progress: Progress, dropped: number } | { error: string }

/** Progress out of a file chosen by the reader; the error says in Russian what is wrong and what to do. */
export async function readProgressFile(file: Blob, now = Date.now()): Promise<Imported> {
  if (file.size > MAX_FILE_BYTES)
    return { error: `Файл слишком велик (${Math.round(file.size / 1e6)} МБ): это не файл прогресса. Выберите debezium-course-progress.json.` }
  const parsed = parse(await file.text(), now)
  switch (parsed.kind) {
    case 'unreadable':
      return { error: 'Это не файл прогресса курса. Выберите файл, который сохранила кнопка «Сохранить в файл».' }
    case 'newer':
      return { error: `Файл записан более новой версией курса (формат ${parsed.version}). Обновите страницу и загрузите файл ещё раз.` }
    case 'ok':
      return { progress: parsed.progress, dropped: 0 }
    case 'damaged':
      return { progress: parsed.progress, dropped: parsed.dropped }
  }
}

/** Hands `text` to the reader as a download. */
export function offerFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  URL.revokeObjectURL(url)
}
