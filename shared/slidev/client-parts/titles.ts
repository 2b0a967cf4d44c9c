import { defineAsyncComponent } from 'vue'
import { shownDeck } from './deck'

/** Titles of slides as slides write them, with code and emphasis. */
export default defineAsyncComponent(() => shownDeck().titles())
