declare module '*/recorded/replay-*.json' {
  const run: import('./schema.ts').Run
  export default run
}
