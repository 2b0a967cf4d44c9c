import { defineRoutesSetup } from '@slidev/types'
import { loadNotes } from '../notes'

/** Routes that show notes: the lecturer's, and the printer's edition with notes. */
const withNotes = ['presenter', 'notes', 'notes-edit', 'overview', 'export']

export default defineRoutesSetup(routes => routes.map((route) => {
  const { component, name, path } = route
  if (typeof component !== 'function' || !(withNotes.includes(String(name)) || path === '/presenter/print'))
    return route
  const load = name === 'presenter'
    ? () => import('../lecturer/LecturerView.vue')
    : component as () => Promise<unknown>
  return { ...route, component: () => loadNotes().then(load) }
}) as typeof routes)
