const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\'', '&#x27;': '\'' }

/** Text as a reader sees it, from what stands in a built page. */
export function plainText(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, e => entities[e]!)
}

/** Text as the value of an attribute in double quotes, or between tags. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
}

/** `tag('meta', { name: 'robots', content: 'noindex' })` */
export function tag(name: 'meta' | 'link', attributes: Record<string, string>): string {
  return `<${name} ${Object.entries(attributes).map(([k, v]) => `${k}="${escaped(v)}"`).join(' ')}>`
}

/**
 * Puts tags at the end of a page's head.
 * @throws if the page has none.
 */
export function intoHead(html: string, tags: readonly string[]): string {
  const end = html.indexOf('</head>')
  if (end < 0)
    throw new Error('No </head> in the page: its tags have no place')
  return html.slice(0, end) + tags.join('') + html.slice(end)
}
