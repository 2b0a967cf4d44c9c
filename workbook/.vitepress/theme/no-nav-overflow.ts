/**
 * Stands in for the default theme's engine that moves what has no room in the bar into a menu: three links, a search button and
 * a switch have room wherever the bar shows them.
 */
const state = { visibleItemCount: Infinity, translations: true, appearance: true, socialLinks: true }
const nothing = (): void => {}

export function useNavOverflow(): null {
  return null
}

export function provideNavOverflow() {
  return { state, hasCollapsed: () => false, setContainerEl: nothing, setMenuEl: nothing, setExtraEl: nothing, setItemEl: nothing, setClusterEl: nothing }
}
