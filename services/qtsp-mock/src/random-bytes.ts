/** Gives so many random bytes. */
export type RandomBytes = (length: number) => Uint8Array
