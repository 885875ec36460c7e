/** Where a signing transaction can be. */
export type TransactionState = 'open' | 'redeeming' | 'authorised' | 'signed' | 'failed' | 'superseded'

/**
 * state × event → next state (protocol step 8). Every step is compare-and-set on the row; what ends an attempt
 * has its event in the same database transaction (ADR 0005). `authorised` is the point of no return: from there only
 * the signature or the end of time.
 */
export const transitions = {
  open: { redeem: 'redeeming', supersede: 'superseded', fail: 'failed' },
  redeeming: { authorise: 'authorised', reopen: 'open', fail: 'failed' },
  authorised: { sign: 'signed', fail: 'failed' },
  signed: {},
  failed: {},
  superseded: {},
} as const satisfies Record<TransactionState, Partial<Record<string, TransactionState>>>

/** The states of which a signer has at most one transaction (partial unique index). */
export const liveStates = ['open', 'redeeming', 'authorised'] as const satisfies readonly TransactionState[]
