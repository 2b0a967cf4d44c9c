import { configs, useNav } from '@slidev/client'
import { watch, watchEffect } from 'vue'
import { useProgress } from '../../../roadmap/store'
import { slideTitle } from '../slide-title'

/** The deck reports to the roadmap how far it was read and where the reader is. */
export default function reportProgress() {
  const module = String(configs.module)
  const { currentSlideNo, currentSlideRoute, isEmbedded, isPresenter, isPrintMode, total } = useNav()
  watchEffect(() => {
    document.title = slideTitle(String(configs.title), currentSlideRoute.value.meta.slide.title, isPresenter.value)
  })
  if (isEmbedded.value || isPrintMode.value)
    return
  const progress = useProgress()
  watch(currentSlideNo, (no) => {
    progress.reachSlide(module, no, total.value)
    progress.visit(`/decks/${module}/#/${no}`, `слайд ${no}, ${configs.title}`)
  }, { immediate: true })
}
