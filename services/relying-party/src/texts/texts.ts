import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en.ts'
import { nl } from './nl.ts'

/** Languages of the pages; Dutch first. */
export const languages = ['nl', 'en'] as const
export type Language = (typeof languages)[number]
export type TextKey = keyof typeof nl

/** The names of a message's placeholders; words of plural branches contain a space or `#` and drop out. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? PlaceholderName<Name> | Placeholders<Rest>
  : never
type PlaceholderName<Name extends string> = Name extends `${infer Before},${string}`
  ? PlaceholderName<Before>
  : Name extends `${string}{${infer Inner}`
    ? PlaceholderName<Inner>
    : Name extends `${string}${' ' | '#'}${string}`
      ? never
      : Name
type Values<Key extends TextKey> = Record<Placeholders<(typeof nl)[Key]>, string | number>
type Arguments<Key extends TextKey> = [Placeholders<(typeof nl)[Key]>] extends [never] ? [] : [values: Values<Key>]

/** The texts of one language. */
export interface Texts {
  readonly language: Language
  /** The sentence, as plain text: pages escape it. */
  <Key extends TextKey>(key: Key, ...values: Arguments<Key>): string
  /** The same for a key out of a table, with every value that any of its sentences may need. */
  of(key: TextKey, values: Readonly<Record<string, string | number>>): string
}

const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { nl, en }
const locales = { nl: 'nl-NL', en: 'en-GB' } as const

const createTexts = (language: Language): Texts => {
  const messages = new Map<TextKey, IntlMessageFormat>()
  const messageFor = (key: TextKey): IntlMessageFormat => {
    const known = messages.get(key)
    if (known !== undefined) return known
    // Markup is never part of a text: every value and every sentence is escaped by the page.
    const message = new IntlMessageFormat(catalogues[language][key], locales[language], undefined, { ignoreTag: true })
    messages.set(key, message)
    return message
  }
  const text = (key: TextKey, values?: Readonly<Record<string, string | number>>) =>
    String(messageFor(key).format(values))
  return Object.assign(text, { language, of: text }) as Texts
}

/**
 * The texts of every language.
 *
 * @example
 * const text = createAllTexts().nl
 * text('start.login', { provider: 'DigiD' }) // "Inloggen met DigiD"
 */
export const createAllTexts = (): Readonly<Record<Language, Texts>> => ({
  nl: createTexts('nl'),
  en: createTexts('en'),
})
