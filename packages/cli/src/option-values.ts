import { CliError } from './cli-error.ts'

const usage = (message: string): CliError => new CliError('ERR_CLI_USAGE', message)

/** One of a few words. @throws CliError `ERR_CLI_USAGE` */
export const oneOf = <Word extends string>(text: string, option: string, words: readonly Word[]): Word => {
  const word = words.find((candidate) => candidate === text)
  if (word === undefined) throw usage(`--${option} is one of ${words.join(', ')}`)
  return word
}

/** A whole number within bounds. @throws CliError `ERR_CLI_USAGE` */
export const wholeNumber = (text: string, option: string, [least, most]: readonly [number, number]): number => {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= least && number <= most)) throw usage(`--${option} is a whole number from ${least} to ${most}`)
  return number
}

/** `x,y,width,height` in points as two opposite corners. @throws CliError `ERR_CLI_USAGE` */
export const rectangle = (text: string, option: string): readonly [number, number, number, number] => {
  const numbers = text.split(',').map((part) => (/^\s*-?\d+(\.\d+)?\s*$/.test(part) ? Number(part) : Number.NaN))
  const [x = 0, y = 0, width = 0, height = 0] = numbers
  if (numbers.length !== 4 || numbers.some(Number.isNaN) || width <= 0 || height <= 0) {
    throw usage(`--${option} is x,y,width,height in points`)
  }
  return [x, y, x + width, y + height]
}

/** A moment in ISO 8601 with its time zone, on a day that exists. @throws CliError `ERR_CLI_USAGE` */
export const moment = (text: string, option: string): Date => {
  const isComplete = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)
  const date = new Date(isComplete ? text : Number.NaN)
  if (Number.isNaN(date.getTime()) || !isDay(text.slice(0, 10)))
    throw usage(`--${option} is a moment such as 2026-11-25T14:00:00+01:00`)
  return date
}

/** A Date makes the 3rd of March of the 31st of February. */
const isDay = (text: string): boolean => new Date(`${text}T00:00Z`).toISOString().startsWith(text)

/**
 * An address of HTTP, without a user or a password in it: every user of the machine would see them.
 *
 * @param instead the option that takes them
 * @throws CliError `ERR_CLI_USAGE`, without the address when it holds a secret
 */
export const httpAddress = (text: string, option: string, instead?: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.username || url?.password) {
    throw usage(`--${option} takes no user or password${instead === undefined ? '' : `: give them by --${instead}`}`)
  }
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw usage(`--${option} is an http or https address`)
  return text
}
