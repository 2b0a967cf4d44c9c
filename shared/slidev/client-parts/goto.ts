import { showGotoDialog } from '@slidev/client/state/index.ts'
import { onDemand } from './on-demand'

export default onDemand(showGotoDialog, () => import('@slidev/client/internals/Goto.vue'))
