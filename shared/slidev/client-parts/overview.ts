import { showOverview } from '@slidev/client/state/index.ts'
import { onDemand } from './on-demand'

export default onDemand(showOverview, () => import('@slidev/client/internals/QuickOverview.vue'))
