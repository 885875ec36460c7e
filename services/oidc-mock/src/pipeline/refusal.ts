import { type RuleId, rules } from './rules.ts'

/** A request broke a rule. Carries nothing of what was sent. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly rule: RuleId

  constructor(rule: RuleId) {
    super(describe(rule))
    this.rule = rule
  }

  /** The OAuth error code. */
  get error(): string {
    return rules[this.rule].error
  }

  /** RFC 6749 §5.2: 400, or 401 when client authentication failed. */
  get status(): 400 | 401 {
    return this.error === 'invalid_client' ? 401 : 400
  }
}

/** What `error_description` says: which rule, in plain words, and the clause. */
export function describe(rule: RuleId): string {
  return `${rules[rule].says} (${rules[rule].clause}; rule ${rule})`
}

/** Ends a check: the request is refused by this rule. */
export function refuse(rule: RuleId): never {
  throw new Refusal(rule)
}
