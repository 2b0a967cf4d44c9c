import { tag } from './html.ts'

/** VitePress leaves the page of errors to its code; this is for those who do not run it. */
export function withStaticText(html: string, base: string): string {
  const links = [['roadmap', 'Дорожная карта'], ['glossary', 'Глоссарий'], ['troubleshooting', 'Неполадки']].map(([path, text]) => `<li><a href="${base}${path}">${text}</a></li>`)
  return html
    .replace(/<meta name="description"[^>]*>/, tag('meta', { name: 'description', content: 'Такой страницы в курсе нет' }))
    .replace('</body>', `<noscript><h1>Такой страницы нет</h1><ul>${links.join('')}</ul></noscript></body>`)
}
