const references = new WeakMap<object, string>()

/** Remembers which event recorded an error, so that the answer can name it. */
export const withReference = (error: unknown, reference: string): unknown => {
  if (typeof error === 'object' && error !== null) references.set(error, reference)
  return error
}

/** The reference of the event that recorded an error; undefined when none did. */
export const referenceOfEvent = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? references.get(error) : undefined
