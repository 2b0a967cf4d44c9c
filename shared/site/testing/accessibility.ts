import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-chromium'
import axe from 'axe-core'

/** What a theme changes of a page's accessibility. */
export const colourRules: readonly string[] = ['color-contrast', 'link-in-text-block']

export interface Audit {
  /** Selector of the part to look at; without it, the whole page. */
  within?: string
  /** Rules to apply; without them, all. */
  rules?: readonly string[]
}

/**
 * What axe has against a page: `rule: selector: remedy`, one for each element.
 *
 * Its script is put into the page once and run there. The course has no frames, so nothing is to be gathered from several:
 * for that, Deque's own builder injects the script for every look and opens another page, which costs more than looking.
 */
export async function violations(page: Page, { within, rules }: Audit = {}): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in window)) {
    await page.evaluate(axe.source)
    // Listings far from the screen are not drawn, and axe does not look at what is not drawn.
    await page.addStyleTag({ content: '* { content-visibility: visible !important }' })
  }
  const options: RunOptions = { resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) }
  const found = await page.evaluate(async ({ within, options }) => {
    const { axe } = window as unknown as { axe: { run: (part: string | Document, options: RunOptions) => Promise<AxeResults> } }
    return (await axe.run(within ?? document, options)).violations
  }, { within, options })
  return found.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary?.split('\n')[1]?.trim()}`))
}
