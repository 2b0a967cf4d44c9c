import { describe, expect, it } from 'vitest'
import { htmlSections } from './html-sections.ts'

const page = `<nav>Меню</nav><main><div class="vp-doc _postgres_slots"><div>
<h1 id="slot">Слот <a class="header-anchor" href="#slot">&#8203;</a></h1><p>Держит&nbsp;<code>WAL</code>.</p>
<h2 id="why">Зачем <code>слот</code> <a class="header-anchor" href="#why">&#8203;</a></h2><p>Затем.</p><ul><li>раз</li><li>два</li></ul>
<div class="language-sql"><button>Скопировать</button><span class="lang">sql</span><pre><code>select <span>slot_name</span></code></pre></div>
<pre><code>второй</code></pre>
<h2>Без адреса</h2><p>Остаётся выше.</p><section data-search-skip>Тест</section>
<h3 id="empty">Пусто</h3></div></div></main><footer>Низ</footer>`

describe('sections of a page', () => {
  const { title, sections } = htmlSections(page)

  it('begin at headings that have an address', () => {
    expect(title).toBe('Слот')
    expect(sections.map(s => [s.heading, s.anchor])).toEqual([[undefined, ''], ['Зачем слот', 'why']])
  })

  it('keep prose, names and listings apart', () => {
    expect(sections[0]).toMatchObject({ prose: 'Держит .', names: 'WAL', text: 'Держит WAL.' })
    expect(sections[1]).toMatchObject({ listings: 'select slot_name второй', names: '' })
  })

  it('part the words of neighbouring blocks', () => {
    expect(sections[1]!.prose).toContain('Затем. раз два')
  })

  it('have nothing of menus, buttons and what asks to be skipped', () => {
    expect(JSON.stringify(sections)).not.toMatch(/Меню|Низ|Скопировать|Тест|sql/)
  })
})

it('reads a fragment as it reads a page, with figures by their names and without templates', () => {
  const { sections } = htmlSections('<p>Версия {{ v }}</p><figure><svg aria-label="Слот держит WAL"><text>x</text></svg></figure>')
  expect(sections).toMatchObject([{ text: 'Версия Слот держит WAL' }])
})
