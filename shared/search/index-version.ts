/** Raised when what a script of one build would misread in the index of another. */
export const indexVersion = 3
