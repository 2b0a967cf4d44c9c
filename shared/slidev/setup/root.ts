import { configs, useNav } from '@slidev/client'
import { watch } from 'vue'
import { useProgress } from '../../../roadmap/store'

/** The deck reports to the roadmap how far it was read and where the reader is. */
export default function reportProgress() {
  const module = String(configs.module)
  const { currentSlideNo, isEmbedded, isPrintMode, total } = useNav()
  if (isEmbedded.value || isPrintMode.value)
    return
  const progress = useProgress()
  watch(currentSlideNo, (no) => {
    progress.reachSlide(module, no, total.value)
    progress.visit(`/decks/${module}/#/${no}`, `слайд ${no}, ${configs.title}`)
  }, { immediate: true })
}
