/** Stands in for parts of the default theme that are not used. */
export default () => null
