/** The languages that a visible signature speaks. */
export const languages = {
  nl: {
    field: 'Handtekening',
    signedBy: 'Ondertekend door',
    reason: 'Reden',
    date: 'Datum',
    months: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
  },
  en: {
    field: 'Signature',
    signedBy: 'Signed by',
    reason: 'Reason',
    date: 'Date',
    months: 'January February March April May June July August September October November December'.split(' '),
  },
} as const

/** One of {@link languages}. */
export type Language = keyof typeof languages

/**
 * A moment as people write it, in the time zone of this machine: `25 november 2026, 14:03 +01:00`. Not through Intl,
 * whose data costs more time and memory than the whole signature.
 */
export const writtenMoment = (moment: Date, language: Language): string => {
  const two = (number: number): string => String(number).padStart(2, '0')
  const east = -moment.getTimezoneOffset()
  const zone = `${east < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`
  const day = `${moment.getDate()} ${languages[language].months[moment.getMonth()]} ${moment.getFullYear()}`
  return `${day}, ${two(moment.getHours())}:${two(moment.getMinutes())} ${zone}`
}
