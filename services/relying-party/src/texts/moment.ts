import type { Language } from './texts.ts'

const locales = { nl: 'nl-NL', en: 'en-GB' } as const
const timeZone = 'Europe/Amsterdam'

/** "23 november 2026", in the time of the Netherlands. */
export const dateOf = (language: Language, moment: Date): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(
    moment,
  )

/** "21:04", in the time of the Netherlands. */
export const timeOf = (language: Language, moment: Date): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    moment,
  )

/** "48 kB", decimal units. */
export const sizeOf = (language: Language, bytes: number): string => {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kB'] : [bytes / 1_000_000, 'MB']
  return `${new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 }).format(value)} ${unit}`
}
