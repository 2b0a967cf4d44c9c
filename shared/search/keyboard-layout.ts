const latin = 'qwertyuiop[]asdfghjkl;\'zxcvbnm,.`'
const cyrillic = 'йцукенгшщзхъфывапролджэячсмитьбюё'

function mapped(text: string, from: string, to: string): string {
  return [...text.toLowerCase()].map((c) => {
    const i = from.indexOf(c)
    return i < 0 ? c : to[i]
  }).join('')
}

/** What the same keys give in the other layout: `ckjn` → `слот`, `ыдще` → `slot`. */
export function otherLayout(text: string): string {
  return /\p{sc=Cyrillic}/u.test(text) ? mapped(text, cyrillic, latin) : mapped(text, latin, cyrillic)
}
