import { ref } from 'vue'

/** Whether the help about keys covers the slide. */
export const helpShown = ref(false)
