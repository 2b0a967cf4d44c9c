import { configs, useNav } from '@slidev/client'
import { watch, watchEffect } from 'vue'
import { useProgress } from '../../../roadmap/store'
import { siteLink } from '../site'
import { slideTitle } from '../slide-title'

/** The deck reports to the roadmap how far it was read and where the reader is, and stays readable offline. */
export default function openDeck() {
  const module = String(configs.module)
  const { currentSlideNo, currentSlideRoute, isEmbedded, isPresenter, isPrintMode, total } = useNav()
  watchEffect(() => {
    document.title = slideTitle(String(configs.title), currentSlideRoute.value.meta.slide.title, isPresenter.value)
  })
  if (isEmbedded.value || isPrintMode.value)
    return
  void import('../../offline/client').then(({ keepOffline }) => keepOffline(siteLink('/')))
  const progress = useProgress()
  watch(currentSlideNo, (no) => {
    progress.reachSlide(module, no, total.value)
    progress.visit(`/decks/${module}/#/${no}`, `слайд ${no}, ${configs.title}`)
  }, { immediate: true })
}
