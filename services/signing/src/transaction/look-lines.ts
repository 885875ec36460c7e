/** What the words in the visible signature are made of. */
interface LookWords {
  /** Null where the font has no letters for it: the certificate names the person all the same. */
  readonly name: string | null
  readonly reference: string
  readonly environment: 'test' | 'production'
  readonly lang: 'nl' | 'en'
}

const words = {
  nl: { signedBy: 'Ondertekend door', signed: 'Digitaal ondertekend', reference: 'Kenmerk' },
  en: { signedBy: 'Signed by', signed: 'Signed digitally', reference: 'Reference' },
} as const

/** The words in the visible signature. No clock time: the time stamp has that, later. */
export const lookLines = ({ name, reference, environment, lang }: LookWords): string[] => {
  const { signedBy, signed, reference: label } = words[lang]
  const second = `${label} ${reference}`
  return [
    name === null ? signed : `${signedBy} ${name}`,
    environment === 'test' ? `TEST – niet rechtsgeldig · ${second}` : second,
  ]
}
