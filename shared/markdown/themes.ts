/** Shiki themes whose colours all reach WCAG AA on the course's pages. */
export const codeThemes = { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } as const
