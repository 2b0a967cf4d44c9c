import { describe, expect, it } from 'vitest'
import { Downloaded } from './downloaded.ts'

function told(...pieces: string[]): Downloaded {
  const it = new Downloaded()
  pieces.forEach(piece => it.hear(piece))
  return it
}

describe('downloaded', () => {
  it('adds up what pip fetches, a line in pieces too, and not what it had', () => {
    const pip = told('  Downloading py4j-0.10.9.9-py2.py3-none-any.whl (203 kB)\n  Downloading pyspark-4.2.0.tar', '.gz (450.1 MB)\n  Using cached pandas-3.1.1.whl (12.3 MB)\n')
    expect(pip.megabytes).toBe(450)
    expect(`${pip}`).toBe('скачано 450 МБ')
  })

  it('adds up what Maven fetches and shows what is under way', () => {
    const maven = told('Progress (1): 4.1/11 MB\rProgress (1): 11 MB       \rDownloaded from central: https://host/flink.jar (11 MB at 23 MB/s)\n')
    expect(`${maven}`).toBe('скачано 11 МБ')
    maven.hear('Progress (1): 12/781 MB\rProgress (1): 13/781 MB\r')
    expect(`${maven}`).toBe('скачано 11 МБ, сейчас 13/781 MB')
  })

  it('says what pip does when nothing more comes', () => {
    expect(`${told('Building wheel for pyspark (pyproject.toml): started\n')}`).toBe('собираю pyspark')
    expect(`${told('Installing collected packages: py4j, pyspark\n')}`).toBe('раскладываю пакеты')
    expect(`${told('')}`).toBe('')
  })
})
