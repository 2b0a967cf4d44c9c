/** Stand in for composables of VitePress and its default theme that this site has no use for. */

const all = { visibleItemCount: Infinity, translations: true, appearance: true, socialLinks: true }
function nothing(): void {}

/** The engine that moves what has no room in the bar into a menu: three links, a search button and a switch have room wherever the bar shows them. */
export function provideNavOverflow() {
  return { state: all, hasCollapsed: () => false, setContainerEl: nothing, setMenuEl: nothing, setExtraEl: nothing, setItemEl: nothing, setClusterEl: nothing }
}

export const useNavOverflow = (): null => null

/** `router.prefetchLinks` is off. */
export const usePrefetch = nothing

/** No page has code groups. */
export const useCodeGroups = nothing
