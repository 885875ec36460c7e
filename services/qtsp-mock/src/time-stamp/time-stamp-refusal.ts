/** Bits of PKIFailureInfo (RFC 3161 §2.4.2). */
export const failureBits = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  systemFailure: 25,
} as const

/** Name of a failure as RFC 3161 spells it. */
export type Failure = keyof typeof failureBits

/** The request cannot be stamped; answered with status `rejection`. */
export class TimeStampRefusal extends Error {
  override readonly name = 'TimeStampRefusal'
  readonly failure: Failure

  constructor(failure: Failure, message: string) {
    super(message)
    this.failure = failure
  }
}
