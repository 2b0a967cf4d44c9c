import { createPinia } from 'pinia'
import { createPersistedState } from 'pinia-plugin-persistedstate'

/** One Pinia for every surface: the workbook (also while it is prerendered) and each deck. */
export function createCoursePinia() {
  return createPinia().use(createPersistedState())
}
