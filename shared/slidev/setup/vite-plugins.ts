import { defineVitePluginsSetup } from '@slidev/types'
import { deckEntries } from '../build/deck-entries'

export default defineVitePluginsSetup(deckEntries)
