import { limits } from '../limits.ts'
import { latin1 } from '../syntax/characters.ts'

/** How high the references go in what was noted; also to objects that the file has lost. */
export interface ReferenceCeiling {
  /** One above the highest number referred to. */
  readonly end: number
  note(bytes: Uint8Array, start: number, end: number): void
}

/** `N G R`, ISO 32000-2 7.3.10. What looks like one within a string counts too: that costs a number, nothing else. */
const references = /(?<!\d)(\d{1,7})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z\d])/g

/** In a damaged file a reference may lead nowhere: who adds an object must not make it lead to that. */
export const createReferenceCeiling = (): ReferenceCeiling => {
  let end = 0
  return {
    get end() {
      return end
    },
    note(bytes, from, to) {
      for (const [, digits] of latin1(bytes, from, to).matchAll(references)) {
        const number = Number(digits)
        if (number >= end && number <= limits.objectNumber) end = number + 1
      }
    },
  }
}
