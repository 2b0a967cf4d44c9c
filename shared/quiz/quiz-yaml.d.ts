declare module '*/quiz.yaml' {
  const questions: import('./schema.ts').RenderedQuestion[]
  export default questions
}
