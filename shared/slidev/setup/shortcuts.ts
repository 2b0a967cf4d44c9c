import type { ShortcutOptions } from '@slidev/types'
import { useNav } from '@slidev/client'
import { fullscreen } from '@slidev/client/state/index.ts'
import { defineShortcutsSetup } from '@slidev/types'
import { helpShown } from '../help/shown'

/** The same for a key and for what a Russian keyboard layout has in its place: a lecturer does not think of the layout. */
function both(latin: string, cyrillic: string, fn: () => void): ShortcutOptions[] {
  return [latin, cyrillic].map(key => ({ key, fn }))
}

function toggleHelp(): void {
  helpShown.value = !helpShown.value
}

export default defineShortcutsSetup(({ showGotoDialog, toggleDark, toggleOverview }, shortcuts) => {
  const { enterPresenter, exitPresenter, isPresenter } = useNav()
  return [
    ...shortcuts,
    // Slidev itself listens to the Latin letters of these.
    { key: 'в', fn: toggleDark },
    { key: 'щ', fn: toggleOverview },
    { key: 'п', fn: showGotoDialog },
    { key: 'а', fn: () => void fullscreen.toggle() },
    ...both('l', 'д', () => isPresenter.value ? exitPresenter() : enterPresenter()),
    ...both('h', 'р', toggleHelp),
    { key: '?', fn: toggleHelp },
  ]
})
