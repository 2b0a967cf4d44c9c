import { describe, expect, it } from 'vitest'
import { renderDiagram } from './render.ts'

const flow = '%% title: Поток\nflowchart LR\n  A[PostgreSQL]:::source --> B[Debezium]:::reader'

describe('renderDiagram', () => {
  it('asks for an alternative text', () => {
    expect(() => renderDiagram('flowchart LR\n A --> B', 'page')).toThrow('%% title:')
  })

  it('names the figure and escapes the name', () => {
    expect(renderDiagram(flow.replace('Поток', 'a "b" <c>'), 'page')).toContain('aria-label="a &quot;b&quot; &lt;c>"')
  })

  it('colours nodes by their role', () => {
    const svg = renderDiagram(flow, 'page')
    expect(svg).toContain('fill="var(--source-tint)"')
    expect(svg).toContain('stroke="var(--reader)"')
  })

  it('colours actors of a sequence by their role', () => {
    expect(renderDiagram('%% title: x\n%% roles: PG=source\nsequenceDiagram\n  PG->>C: WAL', 'page')).toContain('class="actor role-source"')
  })

  it('asks nobody for anything: no style sheet, no font, no script', () => {
    expect(renderDiagram(flow, 'page')).not.toMatch(/<style|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg)|<script/)
  })

  it('draws a flow downwards too where screens are narrow', () => {
    const figure = renderDiagram(flow, 'page')
    expect(figure.match(/<svg/g)).toHaveLength(2)
    expect(renderDiagram(flow, 'slide').match(/<svg/g)).toHaveLength(1)
  })

  it('leaves numbers in labels as they are', () => {
    expect(renderDiagram('%% title: x\nflowchart LR\n  A[39.00] --> B[3.141]', 'page')).toMatch(/>39\.00<[\s\S]*>3\.141</)
  })

  it('keeps ids of two figures apart', () => {
    const ids = (svg: string) => [
      ...svg.matchAll(/ id="([^"]+)"/g),
    ].map(m => m[1])
    const other = ids(renderDiagram(`${flow}\n  B --> C`, 'page'))
    expect(ids(renderDiagram(flow, 'page')).filter(id => other.includes(id))).toEqual([])
  })

  it('refuses what could not be read where it stands', () => {
    const wide = `%% title: x\nflowchart LR\n  ${Array.from({ length: 9 }, (_, i) => `A${i}[длинное имя узла ${i}]`).join(' --> ')}`
    expect(() => renderDiagram(wide, 'page')).toThrow(/px wide.*draw it TD/)
    const fits = '%% title: x\nflowchart LR\n  A[PostgreSQL] --> B[WAL] --> C[Debezium] --> D[Kafka] --> E[приёмник] --> F[отчёт]'
    expect(renderDiagram(fits, 'page')).toContain('<svg')
    expect(() => renderDiagram(fits.replace('отчёт', 'отчёт для аналитика и дежурного'), 'slide')).toThrow('on a slide')
  })

  it('refuses a message longer than the room between its lifelines', () => {
    expect(() => renderDiagram('%% title: x\nsequenceDiagram\n  A->>B: оффсет 100 (offset.flush.interval.ms)', 'page')).toThrow(/fit between its lifelines/)
  })
})
