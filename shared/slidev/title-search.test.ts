import { expect, it } from 'vitest'
import TitleSearch from './title-search.ts'

it('finds slides by number and by a part of the title', () => {
  const search = new TitleSearch([{ no: 1, title: 'Две позиции слота' }, { no: 2, title: 'Слот узнаёт последним' }, { no: 12 }])
  const found = (text: string) => search.search(text).map(({ item }) => item.no)
  expect(found('СЛОТ')).toEqual([1, 2])
  expect(found('12')).toEqual([12])
  expect(found('топик')).toEqual([])
})
