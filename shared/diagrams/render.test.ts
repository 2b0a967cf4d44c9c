import { describe, expect, it } from 'vitest'
import { renderDiagram } from './render.ts'

const flow = '%% title: Поток\nflowchart LR\n  A[PostgreSQL]:::source --> B[Debezium]:::reader'

describe('renderDiagram', () => {
  it('asks for an alternative text', () => {
    expect(() => renderDiagram('flowchart LR\n A --> B')).toThrow('%% title:')
  })

  it('names the figure and escapes the name', () => {
    expect(renderDiagram(flow.replace('Поток', 'a "b" <c>'))).toContain('aria-label="a &quot;b&quot; &lt;c>"')
  })

  it('colours nodes by their role', () => {
    const svg = renderDiagram(flow)
    expect(svg).toContain('fill="var(--source-tint)"')
    expect(svg).toContain('stroke="var(--reader)"')
  })

  it('colours actors of a sequence by their role', () => {
    expect(renderDiagram('%% title: x\n%% roles: PG=source\nsequenceDiagram\n  PG->>C: WAL')).toContain('class="actor role-source"')
  })

  it('asks nobody for anything: no style sheet, no font, no script', () => {
    expect(renderDiagram(flow)).not.toMatch(/<style|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg)|<script/)
  })

  it('draws a flow downwards too where screens are narrow', () => {
    const figure = renderDiagram(flow, { narrow: true })
    expect(figure.match(/<svg/g)).toHaveLength(2)
    expect(renderDiagram(flow).match(/<svg/g)).toHaveLength(1)
  })

  it('keeps ids of two figures apart', () => {
    const ids = (svg: string) => [
      ...svg.matchAll(/ id="([^"]+)"/g),
    ].map(m => m[1])
    const other = ids(renderDiagram(`${flow}\n  B --> C`))
    expect(ids(renderDiagram(flow)).filter(id => other.includes(id))).toEqual([])
  })
})
