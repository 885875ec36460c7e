import type { TextKey } from '../texts/texts.ts'

/** Where a problem page leads next. */
export type NextStep = 'start' | 'login' | 'confirm' | 'read' | 'logout' | 'reload' | 'receipt' | 'code' | 'home'

type PlainTextKey = Extract<TextKey, `${string}.title` | `${string}.text`>

/** One failure page. */
export interface ProblemPageRow {
  /** HTTP status (RFC 9110 §15). */
  readonly status: number
  readonly title: PlainTextKey
  readonly text?: PlainTextKey
  /** Sentences of the provider that stand on it. */
  readonly provider?: 'fault' | 'cancelled' | 'level'
  /** Whether we know, and therefore say, that nothing has been signed. */
  readonly nothingSigned: boolean
  readonly next: NextStep
}

/** Every failure page: what it says and where it leads. */
export const problemPages = {
  wrongPerson: {
    status: 403,
    title: 'wrongPerson.title',
    text: 'wrongPerson.text',
    nothingSigned: false,
    next: 'logout',
  },
  levelTooLow: { status: 403, title: 'levelTooLow.title', provider: 'level', nothingSigned: true, next: 'confirm' },
  // The provider's own sentence already says that nothing has been signed.
  cancelled: { status: 403, title: 'cancelled.title', provider: 'cancelled', nothingSigned: false, next: 'confirm' },
  providerFault: { status: 503, title: 'providerFault.title', provider: 'fault', nothingSigned: true, next: 'confirm' },
  unavailable: {
    status: 503,
    title: 'unavailable.title',
    text: 'unavailable.text',
    nothingSigned: true,
    next: 'confirm',
  },
  unknownOutcome: {
    status: 503,
    title: 'unknownOutcome.title',
    text: 'unknownOutcome.text',
    nothingSigned: false,
    next: 'receipt',
  },
  sessionExpired: {
    status: 401,
    title: 'sessionExpired.title',
    text: 'sessionExpired.text',
    nothingSigned: false,
    next: 'login',
  },
  linkEnded: { status: 404, title: 'linkEnded.title', text: 'linkEnded.text', nothingSigned: false, next: 'code' },
  documentChanged: {
    status: 409,
    title: 'documentChanged.title',
    text: 'documentChanged.text',
    nothingSigned: true,
    next: 'read',
  },
  beginAgain: { status: 409, title: 'beginAgain.title', text: 'beginAgain.text', nothingSigned: true, next: 'confirm' },
  logInAgain: { status: 403, title: 'logInAgain.title', text: 'logInAgain.text', nothingSigned: true, next: 'confirm' },
  loginLost: { status: 400, title: 'loginLost.title', text: 'loginLost.text', nothingSigned: false, next: 'start' },
  tooManyAttempts: {
    status: 429,
    title: 'tooManyAttempts.title',
    text: 'tooManyAttempts.text',
    nothingSigned: true,
    next: 'confirm',
  },
  requestClosed: {
    status: 410,
    title: 'requestClosed.title',
    text: 'requestClosed.text',
    nothingSigned: false,
    next: 'home',
  },
  requestExpired: {
    status: 410,
    title: 'requestExpired.title',
    text: 'requestExpired.text',
    nothingSigned: false,
    next: 'home',
  },
  onBehalf: { status: 403, title: 'onBehalf.title', text: 'onBehalf.text', nothingSigned: true, next: 'logout' },
  formRefused: {
    status: 403,
    title: 'formRefused.title',
    text: 'formRefused.text',
    nothingSigned: false,
    next: 'start',
  },
  notFound: { status: 404, title: 'notFound.title', text: 'notFound.text', nothingSigned: false, next: 'home' },
  defect: { status: 500, title: 'defect.title', text: 'defect.text', nothingSigned: false, next: 'start' },
} as const satisfies Record<string, ProblemPageRow>
export type ProblemPage = keyof typeof problemPages
