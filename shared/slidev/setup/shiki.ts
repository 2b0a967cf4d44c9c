import { defineShikiSetup } from '@slidev/types'
import { codeThemes } from '../../markdown/themes'

export default defineShikiSetup(() => ({ themes: codeThemes }))
