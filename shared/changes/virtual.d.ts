declare module 'virtual:course/changes' {
  const changes: Partial<Record<string, import('./schema.ts').Edition[]>>
  export default changes
}

declare module 'virtual:course/editions' {
  const editions: Partial<Record<string, string>>
  export default editions
}
