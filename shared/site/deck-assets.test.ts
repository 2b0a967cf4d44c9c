import { expect, it } from 'vitest'
import { DeckAssets } from './deck-assets.ts'
import { tree } from './incremental/testing.ts'

it('takes what a deck names, and what that names, and nothing of another deck', async () => {
  await using built = await tree({
    'one/index.html': '<script src="../assets/one/deck-AAAAAAA1.js"></script><link href="../assets/main-CSSCSSC1.css">',
    'two/index.html': '<script src="../assets/two/deck-BBBBBBB2.js"></script>',
    'assets/one/deck-AAAAAAA1.js': 'import("./slides-1-AAAAAAA3.js"); import("../client--CCCC_C4.js")',
    'assets/one/slides-1-AAAAAAA3.js': '',
    'assets/client--CCCC_C4.js': '',
    'assets/main-CSSCSSC1.css': 'url(./golos-text-0-FONTFON5.woff2)',
    'assets/golos-text-0-FONTFON5.woff2': '',
    'assets/two/deck-BBBBBBB2.js': 'import("./slides-1-BBBBBBB6.js")',
    'assets/two/slides-1-BBBBBBB6.js': '',
  })
  expect(await new DeckAssets(built.path).of('one')).toEqual(['client--CCCC_C4.js', 'golos-text-0-FONTFON5.woff2', 'main-CSSCSSC1.css', 'one/deck-AAAAAAA1.js', 'one/slides-1-AAAAAAA3.js'].map(f => `assets/${f}`))
})
