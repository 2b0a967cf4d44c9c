function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Ctrl+K or ⌘K anywhere; `/` where nobody types. Keys, not letters: they are the same in the Russian layout. */
export function isShortcut(event: KeyboardEvent): boolean {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
  if (code === 'KeyK' || key === 'k')
    return (ctrlKey || metaKey) && !altKey && !shiftKey
  return (key === '/' || (code === 'Slash' && !shiftKey)) && !ctrlKey && !metaKey && !altKey && !isTyping(event.target)
}
