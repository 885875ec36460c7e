/** The words in the visible signature. No clock time: the time stamp has that, later. */
export const lookLines = (about: {
  readonly name: string
  readonly reference: string
  readonly environment: 'test' | 'production'
  readonly lang: 'nl' | 'en'
}): string[] => {
  const signed = about.lang === 'nl' ? 'Ondertekend door' : 'Signed by'
  const reference = `${about.lang === 'nl' ? 'Kenmerk' : 'Reference'} ${about.reference}`
  return [
    `${signed} ${about.name}`,
    about.environment === 'test' ? `TEST – niet rechtsgeldig · ${reference}` : reference,
  ]
}
