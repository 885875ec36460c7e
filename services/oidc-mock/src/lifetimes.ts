/** How long things live, in seconds. */
export const lifetimes = {
  /** RFC 9126 §2.2 suggests 5 to 600. */
  pushedRequest: 90,
  /** How long the login page may stay open. */
  interaction: 600,
  /** RFC 6749 §4.1.2 allows at most 600. */
  code: 60,
  /** NL GOV OIDC: an ID token should expire within 5 minutes. */
  idToken: 300,
  accessToken: 300,
  /** How long a login can be reused when a client does not send `prompt=login`. */
  session: 1800,
  /** Longest life of a client assertion we take (RFC 7523 §3 rule 4 leaves the bound to us). */
  assertion: 300,
  /** Difference between two clocks that is forgiven in a client assertion. */
  clockSkew: 30,
  /** How long a used or expired code, request or jti is remembered, so that we can name the fault. */
  memory: 900,
} as const
