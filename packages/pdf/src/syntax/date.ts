const two = (value: number): string => String(value).padStart(2, '0')

/** The text of a date in UTC, ISO 32000-2 7.9.4: `D:YYYYMMDDHHmmSS+00'00'`. Fractions of a second are dropped. */
export const dateText = (date: Date): string => {
  const day = `${String(date.getUTCFullYear()).padStart(4, '0')}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`
  return `D:${day}${two(date.getUTCHours())}${two(date.getUTCMinutes())}${two(date.getUTCSeconds())}+00'00'`
}

const pattern = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?'?)?/

/** The instant a date string names, or null. No time zone counts as UTC. Untrusted. */
export const parseDateString = (text: string): Date | null => {
  const match = pattern.exec(text)
  if (match === null) return null
  const part = (index: number, otherwise: number): number => Number(match[index] ?? otherwise)
  const local = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0))
  const offset = (part(8, 0) * 60 + part(9, 0)) * 60_000
  const date = new Date(match[7] === '-' ? local + offset : local - offset)
  return Number.isNaN(date.getTime()) ? null : date
}
