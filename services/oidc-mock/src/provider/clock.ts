/** Whole seconds since 1970 (RFC 7519 §2 NumericDate, without a fraction). */
export function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}

/** The moment so many seconds later. */
export function later(date: Date, by: number): Date {
  return new Date(date.getTime() + by * 1000)
}
