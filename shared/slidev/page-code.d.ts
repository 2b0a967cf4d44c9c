declare module '*.md?qr' {
  const code: import('./build/page-codes').PageCode
  export default code
}
