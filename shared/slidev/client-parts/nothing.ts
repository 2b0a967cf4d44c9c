import type { FunctionalComponent } from 'vue'

/** Stands in for parts of Slidev's client that no deck of the course shows. */
const Nothing: FunctionalComponent = () => null
export default Nothing
