declare module 'subset-font' {
  interface Options {
    targetFormat: 'woff2' | 'sfnt'
    noLayoutClosure?: boolean
    noHinting?: boolean
    keepFeatures?: string[]
    variationAxes?: Record<string, number | { min: number, max: number }>
  }
  /** @see https://github.com/papandreou/subset-font */
  export default function subsetFont(font: Uint8Array, text: string, options: Options): Promise<Buffer>
}
