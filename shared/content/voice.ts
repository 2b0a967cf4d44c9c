interface Rule { pattern: RegExp, advice: string }

/** One notion, one word: the course's terms, and what they are not called. Stems, so that every case form is found. */
const terms: readonly Rule[] = [
  { pattern: /репликационн\p{L}+ слот/iu, advice: 'слот репликации' },
  { pattern: /пабликейшен/iu, advice: 'публикация' },
  { pattern: /моментальн\p{L}+ сним|(?<!\p{L})сним(?:ок|ка|ку|ком|ке|ки|ков|кам|ками|ках)(?!\p{L})/iu, advice: 'снапшот' },
  { pattern: /инкрементн/iu, advice: 'инкрементальный' },
  { pattern: /(?<!\p{L})офсет|смещени[яеюй](?!\p{L})/iu, advice: 'оффсет' },
  { pattern: /партиционированн/iu, advice: 'секционированная таблица, секция' },
  { pattern: /(?<!\p{L})потребител/iu, advice: 'консьюмер' },
  { pattern: /соединител/iu, advice: 'коннектор' },
  { pattern: /(?<!\p{L})эвент|сообщени\p{L} об изменении/iu, advice: 'событие изменения, событие' },
  { pattern: /(?<!\p{L})рекорд/iu, advice: 'сообщение' },
  { pattern: /энвелоп/iu, advice: 'конверт' },
  { pattern: /надгроби|томбстоун/iu, advice: 'tombstone' },
  { pattern: /(?<!\p{L})синк(?:[ауеи]|ом|ов)?(?!\p{L})|(?<!\p{L})сорс/iu, advice: 'приёмник, источник' },
  { pattern: /схема-реджистри/iu, advice: 'реестр схем' },
  { pattern: /(?<!\p{L})ребаланс(?:[ауеы]|ом)?(?!\p{L})/iu, advice: 'ребалансировка' },
  { pattern: /дозаливк/iu, advice: 'бэкфилл' },
  { pattern: /(?<!\p{L})(?:лаб|воркшоп-?лаб)[аыуе](?!\p{L})/iu, advice: 'лабораторная' },
  { pattern: /(?<!\p{L})дрилл/iu, advice: 'учебная авария' },
]

/** Words that say nothing, or talk down to the reader. */
const filler: readonly Rule[] = [
  { pattern: /(?<!\p{L})давайте(?!\p{L})/iu, advice: 'без «давайте»' },
  { pattern: /как (?:мы все )?(?:известно|знаем)/iu, advice: 'без «как известно»' },
  { pattern: /(?<!\p{L})очевидно(?!\p{L})/iu, advice: 'без «очевидно»: покажите' },
  { pattern: /достаточно лишь|всего лишь/iu, advice: 'без «достаточно лишь»' },
  { pattern: /(?<!\p{L})просто (?:\p{L}+те|нужно|надо|достаточно)(?!\p{L})/iu, advice: 'без «просто»' },
  { pattern: /осуществля|производится|во избежание|в целях|является|данн(?:ый|ая|ое|ого|ом) (?:параметр|механизм|подход|случа)/iu, advice: 'канцелярит: глагол вместо него' },
  { pattern: /(?<!\p{L})(?:Вы|Вам|Вас|Ваш\p{L}*)(?!\p{L})/u, advice: '«вы» со строчной' },
]

/** Where a sentence begins, «Вы» is right. */
const sentenceStart = /(?:^|[.!?:»)]\s+|^[-*>|#\s\d.]+)$/

export interface Slip { line: number, found: string, advice: string }

/** Slips of the course's voice in running text. */
export function slips(prose: string): Slip[] {
  return prose.split('\n').flatMap((text, i) => {
    const plain = text.replace(/`[^`]*`/g, '`')
    return [
      ...terms,
      ...filler,
    ].flatMap(({ pattern, advice }) => {
      const match = pattern.exec(plain)
      const polite = advice.startsWith('«вы»') && match && sentenceStart.test(plain.slice(0, match.index))
      return match && !polite
        ? [
            { line: i + 1, found: match[0], advice },
          ]
        : []
    })
  })
}
